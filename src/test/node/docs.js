// A reader of /docs: enters credentials in the form, opens a call and runs it. Prints what happened as JSON.
import { chromium } from "playwright-core";

const url = process.env.OPENDOLLR_URL;
const own = new URL(url).origin;
const foreign = [];
const errors = [];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  page.setDefaultTimeout(60_000);
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.origin !== own && !["data:", "blob:"].includes(asked.protocol)) {
      foreign.push(request.url());
    }
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") {
      errors.push(message.text());
    }
  });

  await page.goto(`${own}/`);
  const landed = new URL(page.url()).pathname;
  await page.fill("input[name=client_id]", process.env.CLIENT_ID);
  await page.fill("input[name=client_secret]", process.env.CLIENT_SECRET);
  await page.click("#door button[type=submit]");
  await page.waitForFunction(() => document.getElementById("said").textContent !== "");
  const said = await page.textContent("#said");

  const call = page.locator("#operations-parties-create_party");
  await call.locator(".opblock-summary-control").click();
  await call.locator(".execute").click();
  const status = await call.locator(".live-responses-table .response-col_status").last().innerText();
  const body = await call.locator(".live-responses-table .response-col_description").last().innerText();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: "docs-360.png" });
  await call.locator(".live-responses-table").scrollIntoViewIfNeeded();
  await page.screenshot({ path: "docs-360-call.png" });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  const tooWide = await page.evaluate((width) => [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width && element.closest(".opblock-body") === null)
    .map((element) => `${element.tagName}.${element.className}`), 360);
  console.log(JSON.stringify({ landed, said, status, body, width, tooWide, foreign, errors }));
} finally {
  await browser.close();
}
