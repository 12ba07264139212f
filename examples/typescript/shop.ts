// A small shop: it cancels one order and is paid for another. It knows the server by generated types and nothing else.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { env: Record<string, string | undefined> };

const PHONE = "231881234789";
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

function given<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

const api = createClient<paths>({ baseUrl: setting("OPENDOLLR_URL") });

async function logIn(): Promise<void> {
  const token = given(await api.POST("/v1/jwt/client/obtain/token", {
    body: { client_id: setting("CLIENT_ID"), client_secret: setting("CLIENT_SECRET") },
  }));
  api.use({
    onRequest: ({ request }) => {
      request.headers.set("Authorization", `Bearer ${token.access_token}`);
      return request;
    },
  });
}

async function publishedOrder(counterparty: number, amount: number): Promise<string> {
  const order = given(await api.POST("/v1/orders/create", {
    body: { counterparty_id: counterparty, currency: "USD", note: "", fee_bearer: "PAYER", as_payment_link: true },
  }));
  const id = String(order.id);
  const item = given(await api.POST("/v1/orders/{order_id}/items/add", {
    params: { path: { order_id: id } },
    body: { name: "Rice", currency: "USD", qty: 1, amount },
  }));
  if (item.amount !== amount) {
    throw new Error(`${amount} became ${item.amount}`);
  }
  given(await api.PUT("/v1/orders/publish/{id}", { params: { path: { id } } }));
  return id;
}

async function collect(order: string, party: number): Promise<void> {
  const account = given(await api.POST("/v1/payment-accounts/create", {
    params: { query: { operation_type: "COLLECTION" } },
    body: {
      account_name: "Ma Hawa", provider: "PAWAPAY", method: "MTN_MOMO_LBR", party_id: party,
      insensitive_account_number: PHONE,
    },
  }));
  const session = given(await api.POST("/v1/sessions/checkout", {
    body: { source_id: Number(order), source_type: "ORDER" },
  }));
  const reference = crypto.randomUUID();
  let execution = given(await api.POST("/v1/executions/collection", {
    body: {
      session_id: String(session.id), payment_account_id: String(account.id), currency: "USD", reference_id: reference,
    },
  }));
  const end = Date.now() + PATIENCE_MS;
  while (execution.status !== "COMPLETED" && execution.status !== "FAILED" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    execution = given(await api.GET("/v1/status/collection/{reference_id}", {
      params: { path: { reference_id: reference } },
    }));
  }
  console.log(`collected ${execution.status} ${execution.payee_amount} ${execution.payee_currency}`);
}

await logIn();
const party = given(await api.POST("/v1/parties/create", { body: { fullname: "Ma Hawa", phone: PHONE } }));
const buyer = given(await api.POST("/v1/counterparties/create", {
  body: { relationship_type: "CUSTOMER", party_id: party.id },
}));

const canceled = await publishedOrder(buyer.id, 1234567.89);
const answer = given(await api.DELETE("/v1/orders/cancel/{id}", { params: { path: { id: canceled } } }));
console.log(`canceled ${answer.status} ${answer.total_amount}`);

const sold = await publishedOrder(buyer.id, 1234.56);
await collect(sold, party.id);
const order = given(await api.GET("/v1/orders/retrieve/{id}", { params: { path: { id: sold } } }));
console.log(`paid ${order.status} ${order.total_amount}`);
