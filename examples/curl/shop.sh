#!/usr/bin/env bash
# A small shop: it cancels one order and is paid for another. Needs bash, curl and awk.
set -euo pipefail

url=${OPENDOLLR_URL:?says where the server is, such as http://127.0.0.1:8080}
: "${CLIENT_ID:?}" "${CLIENT_SECRET:?}"
phone=231881234789
token=

# call METHOD PATH [BODY]: prints the answer. Token and body stay off the command line, where others could read them.
call() {
  local answer
  if ! answer=$(printf '%s' "${3:-}" | curl --silent --show-error --fail-with-body --max-time 60 \
    --request "$1" "$url$2" --header @<(headers) ${3:+--data-binary @-}); then
    echo "shop: $1 $2 was refused: $answer" >&2
    return 1
  fi
  printf '%s\n' "$answer"
}

headers() {
  echo 'Content-Type: application/json'
  [ -z "$token" ] || echo "Authorization: Bearer $token"
}

# member NAME: the first member of that name in the JSON that comes in. A real shop uses jq.
member() {
  awk -v name="\"$1\":" '
    !found && (place = index($0, name)) {
      rest = substr($0, place + length(name))
      match(rest, /^ *("[^"]*"|[^,}\]]*)/)
      value = substr(rest, 1, RLENGTH)
      gsub(/[ "]/, "", value)
      print value
      found = 1
    }
    END { exit !found }'
}

created() {
  call POST "$1" "$2" | member id
}

# published_order BUYER AMOUNT: prints its id.
published_order() {
  local id
  id=$(created /v1/orders/create '{"counterparty_id":'"$1"',"currency":"USD","note":"","fee_bearer":"PAYER","as_payment_link":true}')
  call POST "/v1/orders/$id/items/add" '{"name":"Rice","currency":"USD","qty":1,"amount":'"$2"'}' >/dev/null
  call PUT "/v1/orders/publish/$id" >/dev/null
  echo "$id"
}

# collect ORDER PARTY: asks the payer's operator for the money, waits for the outcome, and prints the execution.
collect() {
  local account session reference execution
  account=$(created '/v1/payment-accounts/create?operation_type=COLLECTION' '{"account_name":"Ma Hawa","provider":"PAWAPAY","method":"MTN_MOMO_LBR","party_id":'"$2"',"insensitive_account_number":"'"$phone"'"}')
  session=$(created /v1/sessions/checkout '{"source_id":'"$1"',"source_type":"ORDER"}')
  # Chosen by the shop: a request that is repeated with the same one moves no money again.
  reference=$(cat /proc/sys/kernel/random/uuid)
  execution=$(call POST /v1/executions/collection '{"session_id":"'"$session"'","payment_account_id":"'"$account"'","currency":"USD","reference_id":"'"$reference"'"}')
  SECONDS=0
  while [ "$SECONDS" -lt 60 ]; do
    case $(member status <<<"$execution") in
      PENDING | PROCESSING) sleep 0.2 ;;
      *) break ;;
    esac
    execution=$(call GET "/v1/status/collection/$reference")
  done
  printf '%s\n' "$execution"
}

token=$(call POST /v1/jwt/client/obtain/token '{"client_id":"'"$CLIENT_ID"'","client_secret":"'"$CLIENT_SECRET"'"}' | member access_token)
party=$(created /v1/parties/create '{"fullname":"Ma Hawa","phone":"'"$phone"'"}')
buyer=$(created /v1/counterparties/create '{"relationship_type":"CUSTOMER","party_id":'"$party"'}')

unwanted=$(published_order "$buyer" 1234567.89)
canceled=$(call DELETE "/v1/orders/cancel/$unwanted")
echo "canceled $(member status <<<"$canceled") $(member total_amount <<<"$canceled")"

sold=$(published_order "$buyer" 1234.56)
collected=$(collect "$sold" "$party")
echo "collected $(member status <<<"$collected") $(member payee_amount <<<"$collected") $(member payee_currency <<<"$collected")"
order=$(call GET "/v1/orders/retrieve/$sold")
echo "paid $(member status <<<"$order") $(member total_amount <<<"$order")"
