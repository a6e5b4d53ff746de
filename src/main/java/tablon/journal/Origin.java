package tablon.journal;

/** The interface through which a change came. The names in lower case are stored. */
public enum Origin {
    API,
    PROTOTYPE,
    SETTINGS,
    DEMO
}
