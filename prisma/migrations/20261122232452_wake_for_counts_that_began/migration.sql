-- A statement that begins no count must wake nobody: the worker looks every round whether a night is due, and would wake itself.
DROP TRIGGER ticket_count_work ON ticket_count;
CREATE TRIGGER ticket_count_work AFTER INSERT ON ticket_count FOR EACH ROW EXECUTE FUNCTION notify_work();
