package tablon.config;

/** All settings, in the order in which {@code --help} and the README list them. {@link Settings} reads their values. */
public enum Setting {
    PORT("5000", "port that java -jar listens on", "a number from 0 to 65535 (0: any free port), or DEFAULT for 5000"),
    HOST("0.0.0.0", "address that it listens on", "an address or name of this machine"),
    DATA_DIR(
            "./data",
            "folder of the SQLite database tablon.db",
            "the path of a folder that is writable or can be created"),
    DATABASE_URL(
            "",
            "PostgreSQL database; if unset, SQLite is used",
            "postgres://user:password@host:port/database?sslmode=require (or postgresql://), percent-encoded,"
                    + " or jdbc:postgresql:…"),
    ADMIN_TOKEN(
            "",
            "administrator's token; if unset, the first start generates one",
            "20 or more visible ASCII characters without blanks"),
    BOARD_NAME("Tablón", "name shown on the pages", "any text"),
    BOARD_LOCALE(
            "es",
            "language of notices unless they say otherwise, and of pages if the client accepts neither Spanish nor English",
            "es or en"),
    BOARD_ZONE(
            "Europe/Madrid",
            "time zone of the dates on the pages",
            "a name of the IANA time zone database, such as Atlantic/Canary"),
    LEGAL_URL("", "legal notice, linked at the end of each page", "an http:// or https:// address"),
    ACCESSIBILITY_URL("", "accessibility statement, linked at the end of each page", "an http:// or https:// address"),
    CONTACT(
            "",
            "contact, linked at the end of each page and in security.txt",
            "an e-mail address or an https:// address"),
    CAMPUSES(
            "",
            "campuses to create at startup if they do not exist",
            "CODE=Name pairs such as UGR=Universidad de Granada,MED=Medicina; codes have letters, digits and -, up to 32 characters"),
    PUBLIC_URL(
            "",
            "base of the absolute addresses that the board writes",
            "an http:// or https:// address, including the board's path, without query or fragment"),
    TRUST_PROXY("false", "whether to trust Forwarded and X-Forwarded-* (java -jar only)", "true or false"),
    LOG_FORMAT("text", "format of the log lines", "text or json"),
    CACHE_BYTES("33554432", "memory for cached answers, in bytes", "a number of up to 12 digits; 0 disables the cache"),
    SIGNUP("closed", "whether people may make an account as a member by themselves", "closed or open"),
    DEMO("false", "whether to add sample notices to a board without notices", "true or false");

    private final String defaultValue;
    private final String meaning;
    private final String accepted;

    Setting(String defaultValue, String meaning, String accepted) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.accepted = accepted;
    }

    /** The value if the setting is not set; empty if there is none. */
    public String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }

    /** The accepted values, in words that can follow "must be". */
    public String accepted() {
        return accepted;
    }
}
