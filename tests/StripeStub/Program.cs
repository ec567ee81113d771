using OpenEvent.StripeStub;

// For a person: dotnet run --project tests/StripeStub -- http://127.0.0.1:12111 http://127.0.0.1:5000/v1/stripe/webhook
var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:12111";
await using var stub = await StripeStubServer.StartAsync(url);
stub.Webhooks.Url = args.ElementAtOrDefault(1) ?? "http://127.0.0.1:5000/v1/stripe/webhook";
Console.WriteLine($"A stand-in for Stripe listens on {stub.Url} and tells {stub.Webhooks.Url}; it takes no money. Ctrl+C ends it.");
Console.WriteLine($"Secret key {StripeStubServer.SecretKey}, webhook secret {StripeStubServer.WebhookSecret}");
var over = new TaskCompletionSource();
Console.CancelKeyPress += (_, end) =>
{
    end.Cancel = true;
    over.TrySetResult();
};
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    over.TrySetResult();
});
await over.Task;
