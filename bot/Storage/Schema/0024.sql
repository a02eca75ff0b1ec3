-- Which case of the family a referral was asked for; none: a summary, or asked before cases were named.
ALTER TABLE referral_link ADD COLUMN asked_for TEXT;
