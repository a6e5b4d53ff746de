// A client of the board's API, as somebody else would write it: every operation on notices, with generated types.
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/board.js";

type Draft = components["schemas"]["NoticeDraft"];
type Problem = components["schemas"]["Problem"];

const [baseUrl = "http://localhost:5000", token = ""] = process.argv.slice(2);
const reader = createClient<paths>({ baseUrl });
const publisher = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

const campuses = await reader.GET("/api/campuses");
const campus = value(campuses)[0]?.codigo ?? value(await publisher.PUT("/api/campuses/{code}", {
  params: { path: { code: "UGR" } },
  body: { nombre: "Universidad de Granada" },
})).codigo;

// only the required members: none of the others has become required because it has a default
const draft: Draft = { titulo: "Becas de comedor", descripcion: "El plazo acaba el **viernes**.", campus };

const posted = await publisher.POST("/api/news", {
  params: { header: { "Idempotency-Key": `"${randomUUID()}"` } },
  body: draft,
});
const { id, url } = value(posted);
const path = { id };
console.log(`published ${url}`);

const listed = await reader.GET("/api/news", { params: { query: { campus, q: "becas", limit: 100 } } });
check(value(listed).some((notice) => notice.id === id), "the list has the notice");

const put = await publisher.PUT("/api/news/{id}", {
  params: { path, header: { "If-Match": tag(posted) } },
  body: { ...draft, caduca: "2099-12-31T23:59:59Z", idioma: "es" },
});
check(value(put).fijada === false, "an absent member has its default");

const pinned = await publisher.PATCH("/api/news/{id}", {
  params: { path, header: { "If-Match": tag(put) } },
  body: { fijada: true },
});
check(value(pinned).caduca !== null, "a patch keeps what it does not name");

const patched = await publisher.PATCH("/api/news/{id}", {
  params: { path, header: { "If-Match": tag(pinned) } },
  headers: { "Content-Type": "application/merge-patch+json" },
  body: { caduca: null },
});
check(value(patched).caduca === null, "null removes a member");

const outdated = await publisher.DELETE("/api/news/{id}", { params: { path, header: { "If-Match": tag(put) } } });
check(kind(outdated.error) === "notice-changed", "an outdated tag is refused");

const deleted = await publisher.DELETE("/api/news/{id}", { params: { path, header: { "If-Match": tag(patched) } } });
check(deleted.response.status === 204, "the notice is deleted");

const gone = await reader.GET("/api/news/{id}", { params: { path } });
check(kind(gone.error) === "notice-withdrawn", "a deleted notice is distinguishable from an unknown one");

const invalid = await publisher.POST("/api/news", { body: { ...draft, titulo: " " } });
check(invalid.error?.errors?.[0]?.code === "blank", "a fault has a code");

/** The body of a success. */
function value<T>(answer: { data?: T; error?: Problem; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.url}: ${answer.error?.detail}`);
  }
  return answer.data;
}

function tag(answer: { response: Response }): string {
  return answer.response.headers.get("ETag") ?? "";
}

/** The last segment of the problem's type. */
function kind(problem: Problem | undefined): string | undefined {
  return problem?.type.split("/").at(-1);
}

function check(holds: boolean, expectation: string): void {
  if (!holds) {
    throw new Error(`Not so: ${expectation}`);
  }
  console.log(expectation);
}
