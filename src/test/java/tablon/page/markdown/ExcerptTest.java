package tablon.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void shortTextIsCompleteAndPlain() {
        assertThat(Markdown.excerpt("Se abre el *lunes*\nen [la sede](https://a.example).", 100))
                .isEqualTo("Se abre el lunes en la sede.");
    }

    @Test
    void excerptEndsWithTheFirstParagraphs() {
        assertThat(Markdown.excerpt("# Plazos\n\nUno.\n\nDos.\n\n- tres\n\nCuatro.", 100))
                .isEqualTo("Uno. Dos.");
    }

    @Test
    void textWithoutParagraphsIsUsedInOrder() {
        assertThat(Markdown.excerpt("# Plazos\n- uno\n- dos\n", 100)).isEqualTo("Plazos: uno; dos");
        assertThat(Markdown.excerpt("---", 100)).isEmpty();
    }

    @Test
    void longTextEndsAtAWordWithoutPunctuation() {
        assertThat(Markdown.excerpt("uno dos, tres", 9)).isEqualTo("uno dos…");
    }

    @Test
    void longWordIsCutBetweenGraphemes() {
        assertThat(Markdown.excerpt("a" + "😀".repeat(20), 10)).isEqualTo("a😀😀😀😀…");
        assertThat(Markdown.excerpt("e\u0301".repeat(20), 5)).isEqualTo("e\u0301e\u0301…");
    }

    @Test
    void htmlTagsAreLeftOut() {
        assertThat(Markdown.excerpt("a <b>x</b>, 3 < 4 > 2<br>", 100)).isEqualTo("a x, 3 < 4 > 2");
        assertThat(Markdown.excerpt("<div class=\"a\">\n<!-- no --><p>Uno, 3 < 4\n</div>", 100))
                .isEqualTo("Uno, 3 < 4");
    }

    @Test
    void listAfterAnIntroductionBelongsToTheExcerpt() {
        assertThat(Markdown.excerpt("Hay que traer:\n\n- el *DNI*\n- una foto\n\nGracias.", 100))
                .isEqualTo("Hay que traer: el DNI; una foto");
        assertThat(Markdown.excerpt("Horario:\n\n[a]: /b\n\n|Día|Hora|\n|-|-|\n|lunes|9:00|\n||10:00|", 100))
                .isEqualTo("Horario: Día, Hora: lunes, 9:00; 10:00");
    }

    @Test
    void excerptDoesNotEndInAColon() {
        assertThat(Markdown.excerpt("Puede consultar aquí:", 100)).isEqualTo("Puede consultar aquí");
        assertThat(Markdown.excerpt("Hay que traer (todos):\n\n- una foto", 24)).isEqualTo("Hay que traer (todos)…");
    }

    @Test
    void blocksAreSeparatedWherePunctuationIsMissing() {
        assertThat(Markdown.excerpt("Se abre el plazo\n\n¡Ya!\n\n(Para todos.)\n\nHasta el lunes", 100))
                .isEqualTo("Se abre el plazo. ¡Ya! (Para todos.) Hasta el lunes");
        assertThat(Markdown.excerpt("- uno,\n- dos\n  - tres\n- cuatro.\n- cinco\n\n## Seis\n> siete", 100))
                .isEqualTo("uno, dos; tres; cuatro. cinco. Seis: siete");
    }

    @Test
    void markupIsLeftOut() {
        assertThat(Markdown.excerpt("- [ ] uno\n- [x] `dos`\n\n[a]: https://a.example", 100))
                .isEqualTo("uno; dos");
        assertThat(Markdown.excerpt("Es el ~~lunes~~ martes.", 100)).isEqualTo("Es el martes.");
        assertThat(Markdown.excerpt("|a|b|\n|:-|-:|\n|c|d|", 100)).isEqualTo("a, b: c, d");
        assertThat(Markdown.excerpt("> cita\n\n***\n\n```java\nint\tx;\n```", 100))
                .isEqualTo("cita. int x;");
    }

    @Test
    void bareAddressesAreText() {
        assertThat(Markdown.excerpt("«https://a.example», www.b.example y c@d.example.", 100))
                .isEqualTo("«https://a.example», www.b.example y c@d.example.");
    }
}
