const viewer = SwaggerUIBundle({
  url: "/openapi-sdk.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  // The page may be reached under another name than the public one; its own origin is what it may call.
  requestInterceptor: (request) => {
    const asked = new URL(request.url, location.href);
    request.url = location.origin + asked.pathname + asked.search;
    return request;
  }
});

document.getElementById("door").addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = document.getElementById("said");
  const fields = Object.fromEntries(new FormData(event.target));
  try {
    const answer = await fetch("/v1/jwt/client/obtain/token", {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify(fields)
    });
    const body = await answer.json();
    if (!answer.ok) {
      said.textContent = typeof body.detail === "string" ? body.detail : "client_id and client_secret are needed";
      return;
    }
    viewer.preauthorizeApiKey("HTTPBearer", body.access_token);
    event.target.elements.client_secret.value = "";
    said.textContent = "The token is good for " + body.expires_in + " minutes.";
  } catch (unreachable) {
    said.textContent = "The server does not answer.";
  }
});
