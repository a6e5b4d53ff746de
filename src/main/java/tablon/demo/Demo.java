package tablon.demo;

import tablon.campus.CampusStore;
import tablon.news.NewsStore;
import tablon.storage.Database;

/** A believable board, so that the first look is not an empty page. */
public final class Demo {
    private final Database database;
    private final CampusStore campuses;
    private final NewsStore news;

    public Demo(Database database, CampusStore campuses, NewsStore news) {
        this.database = database;
        this.campuses = campuses;
        this.news = news;
    }

    public void fill() {}
}
