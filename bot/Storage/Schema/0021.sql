-- Old messages are found by their number, which grows with time; the few that are being sent, among the few that are open.
DROP INDEX inbox_received;
DROP INDEX outbox_settled;
DROP INDEX outbox_sending;
