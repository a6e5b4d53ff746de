package tablon.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tablon.json.Form;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Language;
import tablon.text.Text;

/**
 * What a form shows: the values, as typed, and what is wrong with them.
 *
 * @param faults the faults of a form that was sent; empty for a new one
 */
public record FormState(Form form, List<Fault> faults, Language language) {
    /** The fields with a message {@code page.field.*}. */
    private static final Set<String> LABELLED = Set.of(
            "caduca",
            "caducidad",
            "campus",
            "campus.codigo",
            "campus.nombre",
            "clave",
            "clavenueva",
            "codigo",
            "correo",
            "descripcion",
            "empieza",
            "etiquetas",
            "idioma",
            "lugar",
            "motivo",
            "moderadores",
            "nombre",
            "permisos",
            "publicada",
            "rol",
            "termina",
            "titulo",
            "usuario");

    /** A form in which nothing is filled in yet. */
    public static FormState empty(Language language) {
        return of(new Form(Map.of()), language);
    }

    /**
     * The form as sent, with the faults that {@code problem} reports.
     *
     * @throws Problem if it is not about fields of the form
     */
    public static FormState ofFaulty(Form sent, Problem problem, Language language) {
        if (problem.faults().isEmpty()) {
            throw problem;
        }
        return new FormState(sent, sorted(sent, problem.faults()), language);
    }

    /** The form as sent, with what hinders all of it. */
    public static FormState ofHindered(Form sent, Problem problem, Language language) {
        return new FormState(sent, List.of(Fault.at("", problem.detail())), language);
    }

    public static FormState of(Form values, Language language) {
        return new FormState(values, List.of(), language);
    }

    public String value(String name) {
        return form.typed(name);
    }

    public boolean isChecked(String name) {
        return form.first(name).isPresent();
    }

    /** Whether {@code value} is among those of a field with several values. */
    public boolean has(String name, String value) {
        return form.all(name).contains(value);
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** What is wrong with this field; null if nothing is. */
    public @Nullable String error(String name) {
        return faults.stream()
                .filter(fault -> name(fault).equals(name))
                .map(this::text)
                .findFirst()
                .orElse(null);
    }

    /** The name of the field that a fault is about, which is also the id of its input; empty if it is about all of them. */
    public static String name(Fault fault) {
        return Optional.of(fault.place())
                .filter(place -> place.startsWith("/"))
                .map(place -> place.substring(1).replaceFirst("/.*", ""))
                .orElse("");
    }

    public String text(Fault fault) {
        return fault.detail().in(language);
    }

    /** A fault with the label of its field, for the summary above the form. */
    public String summary(Fault fault) {
        var name = name(fault);
        return LABELLED.contains(name) ? Text.of("page.field." + name).in(language) + ": " + text(fault) : text(fault);
    }

    /** In the order of the page, in which browsers send the fields; unchecked ones, which they do not send, last. */
    private static List<Fault> sorted(Form sent, List<Fault> faults) {
        var names = List.copyOf(sent.sent().keySet());
        return faults.stream()
                .sorted(Comparator.comparingInt(fault -> {
                    int position = names.indexOf(name(fault));
                    return position < 0 ? names.size() : position;
                }))
                .toList();
    }
}
