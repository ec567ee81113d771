using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Tells the former address that the account was erased. Other than for other e-mails there is no entry in the log of e-mails, because it
/// would keep the address. The outbox empties the entry when it is sent.
/// </summary>
internal sealed class SendErasureConfirmation(IMailer mailer, IEmailRenderer renderer, TimeProvider clock) : IOutboxConsumer
{
    public const string EntryKind = "account-erased";

    internal sealed record Payload(string To);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var content = renderer.Render(new AccountErased(), clock.GetUtcNow());
        var to = payload.Deserialize<Payload>()!.To;
        await mailer.SendAsync(
            new RenderedEmail($"{EntryKind} {key}", to, content.Subject, content.Html, content.Text, Kind: "account_erased"),
            ct
        );
    }

    public bool IsPermanent(Exception failure) => failure is EmailRejectedException;
}
