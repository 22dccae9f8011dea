-- A trigger of the statement also fires when no row was inserted: the pump that looks for nights to begin would wake itself for ever.
DROP TRIGGER ticket_count_work ON ticket_count;
CREATE TRIGGER ticket_count_work AFTER INSERT ON ticket_count FOR EACH ROW EXECUTE FUNCTION notify_work();
DROP TRIGGER count_finding_work ON count_finding;
CREATE TRIGGER count_finding_work AFTER UPDATE OF repair_asked_at ON count_finding
  FOR EACH ROW WHEN (NEW.repair_asked_at IS NOT NULL) EXECUTE FUNCTION notify_work();
