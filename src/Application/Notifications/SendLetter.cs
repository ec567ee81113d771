using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends letters that were ordered by <see cref="LetterOrders.AddLetter"/>.</summary>
internal sealed class SendLetter(Postbox postbox) : IOutboxConsumer
{
    private static readonly Dictionary<string, Type> Kinds =
        typeof(Letter).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Letter))).ToDictionary(type => type.Name);

    public string Kind => LetterOrder.Kind;

    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var order = payload.Deserialize<LetterOrder>()!;
        return postbox.SendAsync(key, order.To, ActionOf(order), (Letter)order.Letter.Deserialize(Kinds[order.Template])!, ct);
    }

    public Task FailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var order = payload.Deserialize<LetterOrder>()!;
        return postbox.NoteAsync(key, order.To, ActionOf(order), failure, attempts, isFinal, ct);
    }

    public bool IsHopeless(Exception failure) => failure is LetterRefusedException;

    private static string ActionOf(LetterOrder order) => JsonNamingPolicy.SnakeCaseLower.ConvertName(order.Template);
}
