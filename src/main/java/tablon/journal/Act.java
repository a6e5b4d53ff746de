package tablon.journal;

/** What was done to a thing. The names in lower case are stored. */
public enum Act {
    CREATE,
    UPDATE,
    DELETE
}
