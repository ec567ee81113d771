using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends letters that were ordered by <see cref="LetterOrders.AddLetter"/>.</summary>
internal sealed class SendLetter(Postbox postbox) : IOutboxConsumer
{
    public string Kind => LetterOrder.Kind;

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var order = payload.Deserialize<LetterOrder>()!;
        var kind = LetterKind.Named(order.Template);
        return postbox.SendAsync(key, order.To, kind.Action, (Letter)order.Letter.Deserialize(kind.Type)!, ct);
    }

    public Task FailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var order = payload.Deserialize<LetterOrder>()!;
        return postbox.NoteAsync(key, order.To, LetterKind.Named(order.Template).Action, failure, attempts, isFinal, ct);
    }

    public bool IsHopeless(Exception failure) => failure is LetterRefusedException;
}
