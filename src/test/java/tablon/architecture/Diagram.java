package tablon.architecture;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Mermaid flowchart of a document. An arrow at a subgraph represents an arrow at each of its packages. Dotted
 * arrows are ignored.
 */
record Diagram(Map<String, Set<String>> subgraphs, Set<String> packages, List<Arrow> arrows) {
    private static final Pattern SUBGRAPH = Pattern.compile("subgraph (\\w+).*");
    private static final Pattern ARROW = Pattern.compile("(\\w+(?: & \\w+)*) --> (\\w+(?: & \\w+)*)");
    private static final Pattern DOTTED = Pattern.compile(".*-\\..*");

    static Diagram of(String document) throws IOException {
        var text = Files.readString(Path.of(document));
        var diagram = new Diagram(new LinkedHashMap<>(), new TreeSet<>(), new ArrayList<>());
        diagram.read(text.substring(text.indexOf("```mermaid"), text.indexOf("```", text.indexOf("```mermaid") + 3))
                .lines()
                .skip(2)
                .map(String::strip)
                .toList());
        return diagram;
    }

    /** The dependencies that the arrows allow, such as {@code notice -> campus}. */
    Set<String> allowed() {
        return arrows.stream().flatMap(arrow -> arrow.pairs().stream()).collect(toCollection(TreeSet::new));
    }

    private void read(List<String> lines) {
        Set<String> open = new TreeSet<>();
        for (var line : lines) {
            var subgraph = SUBGRAPH.matcher(line);
            var arrow = ARROW.matcher(line);
            if (subgraph.matches()) {
                open = subgraphs.computeIfAbsent(subgraph.group(1), name -> new TreeSet<>());
            } else if (arrow.matches()) {
                addPackages(arrow.group(1) + " & " + arrow.group(2), open);
                arrows.add(new Arrow(line, pairs(arrow.group(1), arrow.group(2))));
            } else if (line.matches("\\w+(?: & \\w+)*") && !line.equals("end")) {
                addPackages(line, open);
            } else if (!line.equals("end") && !DOTTED.matcher(line).matches()) {
                throw new IllegalArgumentException("Unsupported line in the diagram: " + line);
            }
            if (line.equals("end")) {
                open = new TreeSet<>();
            }
        }
    }

    private void addPackages(String names, Set<String> subgraph) {
        for (var name : names.split(" & ")) {
            if (!subgraphs.containsKey(name)) {
                packages.add(name);
                subgraph.add(name);
            }
        }
    }

    private Set<String> pairs(String from, String to) {
        return members(from)
                .flatMap(user -> members(to).map(used -> user + " -> " + used))
                .collect(toCollection(TreeSet::new));
    }

    private Stream<String> members(String names) {
        return Stream.of(names.split(" & ")).flatMap(name -> subgraphs.getOrDefault(name, Set.of(name)).stream());
    }

    /**
     * One line with an arrow.
     *
     * @param pairs the dependencies that it allows, such as {@code notice -> campus}
     */
    record Arrow(String line, Set<String> pairs) {}
}
