package tablon.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tablon.testing.Client;
import tablon.testing.Exchange;

/** Fills in and sends the form of a page, as a browser does. */
final class Forms {
    private static final Pattern INPUT = Pattern.compile("<input (?<attributes>(?:[^>\"]|\"[^\"]*\")*)>");
    private static final Pattern SELECTED =
            Pattern.compile("<select [^>]*name=\"(?<name>[^\"]+)\"[^>]*>(?<options>.*?)</select>", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("<textarea [^>]*name=\"(?<name>[^\"]+)\"[^>]*>\n?(?<text>.*?)</textarea>", Pattern.DOTALL);

    private Forms() {}

    /** The fields of the main form of a page, with their values. */
    static Map<String, String> fields(Exchange page) {
        var html = page.text();
        var form = html.substring(html.indexOf("<form class=\"form"));
        form = form.substring(0, form.indexOf("</form>"));
        var fields = new LinkedHashMap<String, String>();
        for (var input = INPUT.matcher(form); input.find(); ) {
            var attributes = input.group("attributes");
            boolean choice = attributes.contains("type=\"radio\"") || attributes.contains("type=\"checkbox\"");
            if (!choice || attributes.matches(".* checked\\b.*")) {
                fields.put(attribute(attributes, "name"), attribute(attributes, "value"));
            }
        }
        for (var select = SELECTED.matcher(form); select.find(); ) {
            var options = select.group("options");
            var option = Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(options);
            var first = Pattern.compile("<option value=\"([^\"]*)\"").matcher(options);
            fields.put(select.group("name"), option.find() ? option.group(1) : first.find() ? first.group(1) : "");
        }
        for (var text = TEXT.matcher(form); text.find(); ) {
            fields.put(text.group("name"), unescape(text.group("text")));
        }
        return fields;
    }

    /** Sends the form of {@code page} to {@code path}, with these values instead of those of the page, in pairs. */
    static Exchange send(Client client, Exchange page, String path, String... changes) {
        var fields = fields(page);
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        List<Object> pairs = new ArrayList<>();
        fields.forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return client.submit(path, pairs.toArray());
    }

    private static String attribute(String attributes, String name) {
        var value = Pattern.compile("(?:^| )" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? unescape(value.group(1)) : "";
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
