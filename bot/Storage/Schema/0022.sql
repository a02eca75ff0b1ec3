-- A link by which a municipality answers for a summary, or takes it once it is ready; none: a referral.
ALTER TABLE referral_link ADD COLUMN summary TEXT;
