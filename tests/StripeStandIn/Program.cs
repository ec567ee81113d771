using OpenEvent.StripeStandIn;

// For a person: dotnet run --project tests/StripeStandIn -- http://127.0.0.1:12111 http://127.0.0.1:5000/v1/stripe/webhook
var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:12111";
await using var standIn = await StandIn.StartAsync(url);
standIn.News.Url = args.ElementAtOrDefault(1) ?? "http://127.0.0.1:5000/v1/stripe/webhook";
Console.WriteLine($"A stand-in for Stripe listens on {standIn.Url} and tells {standIn.News.Url}; it takes no money. Ctrl+C ends it.");
Console.WriteLine($"Secret key {StandIn.SecretKey}, webhook secret {StandIn.WebhookSecret}");
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
