using OpenEvent.StripeStub;

// To try payments by hand:
// dotnet run --project tests/StripeStub -- http://127.0.0.1:12111 http://127.0.0.1:5000/v1/stripe/webhook
var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:12111";
await using var stub = await StripeStubServer.StartAsync(url);
stub.Webhooks.Url = args.ElementAtOrDefault(1) ?? "http://127.0.0.1:5000/v1/stripe/webhook";
Console.WriteLine(
    $"The Stripe stub listens on {stub.Url} and sends webhooks to {stub.Webhooks.Url}. It charges no money. Press Ctrl+C to stop it."
);
Console.WriteLine($"Secret key {StripeStubServer.SecretKey}, webhook secret {StripeStubServer.WebhookSecret}");
var stopped = new TaskCompletionSource();
Console.CancelKeyPress += (_, keyPress) =>
{
    keyPress.Cancel = true;
    stopped.TrySetResult();
};
using var termination = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        stopped.TrySetResult();
    }
);
await stopped.Task;
