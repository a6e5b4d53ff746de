package tablon.journal;

/** The interface that requested a change. The names in lower case are stored. */
public enum Origin {
    API,
    PROTOTYPE,
    PAGE,
    SETTINGS,
    DEMO
}
