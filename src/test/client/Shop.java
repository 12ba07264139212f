import client.ApiClient;
import client.ApiException;
import client.api.CounterpartiesApi;
import client.api.ExecutionsApi;
import client.api.JwtApi;
import client.api.OrdersApi;
import client.api.PartiesApi;
import client.api.PaymentAccountsApi;
import client.api.SessionsApi;
import client.api.StatusApi;
import client.model.AddOrderItemPayload;
import client.model.CheckoutExecutionPayload;
import client.model.ClientCredentialObtainTokenPayload;
import client.model.CreateCheckoutSessionPayload;
import client.model.CreateCounterpartyPayload;
import client.model.CreateOrderPayload;
import client.model.CreatePartyPayload;
import client.model.CreatePaymentAccountPayload;
import client.model.ExecutionResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A shop that knows the server by the client that was generated from the derived contract, and by nothing else.
final class Shop {
    private static final String PHONE = "231881234789";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 200;

    private final ApiClient api;
    private final OrdersApi orders;

    private Shop(ApiClient api) {
        this.api = api;
        orders = new OrdersApi(api);
    }

    public static void main(String[] words) throws ApiException {
        var api = new ApiClient();
        api.updateBaseUri(System.getenv("OPENDOLLR_URL"));
        var token = new JwtApi(api)
                .clientObtainToken(new ClientCredentialObtainTokenPayload()
                        .clientId(System.getenv("CLIENT_ID"))
                        .clientSecret(System.getenv("CLIENT_SECRET")));
        api.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token.getAccessToken()));
        new Shop(api).sell();
    }

    private void sell() throws ApiException {
        long party = new PartiesApi(api)
                .createParty(new CreatePartyPayload().fullname("Ma Hawa").phone(PHONE), null)
                .getId();
        long buyer = new CounterpartiesApi(api)
                .createCounterparty(
                        new CreateCounterpartyPayload()
                                .relationshipType(CreateCounterpartyPayload.RelationshipTypeEnum.CUSTOMER)
                                .partyId(party),
                        null)
                .getId();
        var canceled = orders.cancelOrder(publishedOrder(buyer, "1234567.89"), null);
        System.out.println("canceled " + canceled.getStatus() + " " + plain(canceled.getTotalAmount()));

        var sold = publishedOrder(buyer, "1234.56");
        var execution = collect(sold, party);
        System.out.println("collected " + execution.getStatus() + " " + plain(execution.getPayeeAmount()) + " "
                + execution.getPayeeCurrency());
        var order = orders.retrieveOrderById(sold);
        System.out.println("paid " + order.getStatus() + " " + plain(order.getTotalAmount()));
    }

    private String publishedOrder(long buyer, String amount) throws ApiException {
        var id = String.valueOf(orders.createOrder(
                        new CreateOrderPayload()
                                .counterpartyId(buyer)
                                .currency(CreateOrderPayload.CurrencyEnum.USD)
                                .note("")
                                .feeBearer(CreateOrderPayload.FeeBearerEnum.PAYER)
                                .asPaymentLink(true),
                        null)
                .getId());
        var item = orders.addOrderItem(
                id,
                new AddOrderItemPayload()
                        .name("Rice")
                        .currency(AddOrderItemPayload.CurrencyEnum.USD)
                        .qty(1)
                        .amount(Double.valueOf(amount)),
                null);
        if (!plain(item.getAmount()).equals(amount)) {
            throw new IllegalStateException(amount + " became " + item.getAmount());
        }
        orders.publishOrder(id);
        return id;
    }

    private ExecutionResponse collect(String order, long party) throws ApiException {
        var account = new PaymentAccountsApi(api)
                .createPaymentAccount(
                        "COLLECTION",
                        new CreatePaymentAccountPayload()
                                .accountName("Ma Hawa")
                                .provider(CreatePaymentAccountPayload.ProviderEnum.PAWAPAY)
                                .method(CreatePaymentAccountPayload.MethodEnum.MTN_MOMO_LBR)
                                .partyId(party)
                                .insensitiveAccountNumber(PHONE),
                        null);
        var session = new SessionsApi(api)
                .createCheckoutSession(
                        new CreateCheckoutSessionPayload()
                                .sourceId(Long.valueOf(order))
                                .sourceType(CreateCheckoutSessionPayload.SourceTypeEnum.ORDER),
                        null);
        var reference = UUID.randomUUID().toString();
        var execution = new ExecutionsApi(api)
                .collect(new CheckoutExecutionPayload()
                        .sessionId(session.getId().toString())
                        .paymentAccountId(account.getId().toString())
                        .currency(CheckoutExecutionPayload.CurrencyEnum.USD)
                        .referenceId(reference));
        var end = Instant.now().plus(PATIENCE);
        while (isOpen(execution) && Instant.now().isBefore(end)) {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS))
                    .join();
            execution = new StatusApi(api).getCollectionStatus(reference);
        }
        return execution;
    }

    private static boolean isOpen(ExecutionResponse execution) {
        return switch (execution.getStatus()) {
            case PENDING, PROCESSING -> true;
            case COMPLETED, FAILED -> false;
        };
    }

    private static String plain(Double amount) {
        return BigDecimal.valueOf(amount).toPlainString();
    }
}
