// The tour of the README, with the client that is generated from the API description (tests/WebApi.Tests/Clients/GeneratedClientTests.cs).
// It prints the status of each order.
import createClient from "openapi-fetch";
import type { operations, paths } from "./api.js";

declare const process: { env: Record<string, string> };
const { URL_OF_SERVER: baseUrl, EMAIL: email, PASSWORD: password } = process.env;

// The names of operations are part of the contract: a change does not compile.
type _Names = [operations["listEvents"], operations["copyEvent"], operations["listTicketsOfEvent"], operations["beginCheckout"]];

function value<T>(result: { data?: T; error?: unknown; response: Response }): T {
  if (result.data === undefined) throw new Error(`${result.response.status} ${JSON.stringify(result.error)}`);
  return result.data;
}

const plain = createClient<paths>({ baseUrl });
const session = value(await plain.POST("/auth/session", { body: { email, password } }));
const headers = { Authorization: `Bearer ${session.access_token}`, Accept: "application/vnd.api+json" };
const api = createClient<paths>({ baseUrl, headers: { ...headers, "Content-Type": "application/vnd.api+json" } });
const routes = createClient<paths>({ baseUrl, headers });

const event = value(
  await api.POST("/v1/events", {
    body: {
      data: {
        type: "event",
        attributes: {
          name: "Science Day",
          timezone: "Europe/Berlin",
          "location-name": "Hall 4",
          "starts-at": "2099-05-01T09:00:00+02:00",
          "ends-at": "2099-05-01T18:00:00+02:00",
        },
      },
    },
  }),
).data;
const ticket = value(
  await api.POST("/v1/tickets", {
    body: {
      data: {
        type: "ticket",
        attributes: {
          name: "Visitor",
          type: "free",
          price: 0,
          quantity: 100,
          "sales-starts-at": "2020-01-01T00:00:00Z",
          "sales-ends-at": "2099-05-01T09:00:00Z",
        },
        relationships: { event: { data: { type: "event", id: event.id } } },
      },
    },
  }),
).data;
const published = value(
  await api.PATCH("/v1/events/{key}", {
    params: { path: { key: event.id } },
    body: { data: { type: "event", id: event.id, attributes: { state: "published" } } },
  }),
).data;
console.log(published.attributes?.state);

const found = value(
  await api.GET("/v1/events", {
    params: { query: { filter: JSON.stringify([{ name: "name", op: "eq", val: "Science Day" }]), "fields[event]": "name,starts-at" } },
  }),
).data;
console.log(found.map((e) => e.attributes?.name).join());

// Ann orders as a web frontend does.
const checkout = value(
  await routes.POST("/v1/orders/create-order", { body: { tickets: [{ id: Number(ticket.id), quantity: 1 }] } as never }),
) as unknown as { data: { id: string } };
const key = checkout.data.id;
const seat = value(await api.GET("/v1/orders/{key}/attendees", { params: { path: { key } } })).data[0];
await api.PATCH("/v1/attendees/{key}", {
  params: { path: { key: seat.id } },
  body: { data: { type: "attendee", id: seat.id, attributes: { firstname: "Ann", lastname: "Lee", email: "ann@example.org" } } },
});
const submitted = value(
  await api.PATCH("/v1/orders/{key}", {
    params: { path: { key } },
    body: { data: { type: "order", id: key, attributes: { status: "pending" } } },
  }),
).data;
console.log(submitted.attributes?.status);

// Bob orders the other way: first the attendee, then an order with them.
const attendee = value(
  await api.POST("/v1/attendees", {
    body: {
      data: {
        type: "attendee",
        attributes: { firstname: "Bob", lastname: "Ray", email: "bob@example.org" },
        relationships: { event: { data: { type: "event", id: event.id } }, ticket: { data: { type: "ticket", id: ticket.id } } },
      },
    },
  }),
).data;
const order = value(
  await api.POST("/v1/orders", {
    body: {
      data: {
        type: "order",
        relationships: {
          event: { data: { type: "event", id: event.id } },
          attendees: { data: [{ type: "attendee", id: attendee.id }] },
        },
      },
    },
  }),
).data;
console.log(order.attributes?.status);

// A problem has a stable code.
const missing = await api.GET("/v1/events/{key}", { params: { path: { key: "999999999" } } });
console.log(missing.error?.errors[0].code);
