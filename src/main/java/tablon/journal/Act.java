package tablon.journal;

/** The type of a change. The names in lower case are stored. */
public enum Act {
    CREATE,
    UPDATE,
    DELETE,
    WITHDRAW,
    RESTORE,
    PROPOSE,
    APPROVE,
    REFUSE,
    HIDE,
    SHOW,
    TAKE_BACK
}
