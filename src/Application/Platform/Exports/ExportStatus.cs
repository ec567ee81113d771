using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The values of <c>status</c> in requests for exports, which select rows.</summary>
internal static class ExportStatus
{
    public const string All = "all";
    public const string Live = "live";
    public const string Past = "past";
    public const string Draft = "draft";
    public const string WithoutSession = "without_session";

    private static readonly string[] SessionStates = [.. Enum.GetValues<SessionState>().Select(SessionTransitions.ToWireName)];

    private static readonly string[] SpeakerStates = [.. SessionStates, WithoutSession];

    private static readonly string[] EventStates = [Live, Past, Draft];

    /// <summary>The values that an export of this kind accepts, besides <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Of(string kind) =>
        kind switch
        {
            "sessions-csv" => SessionStates,
            "speakers-csv" => SpeakerStates,
            SalesTable.CsvKind or SalesTable.PdfKind => EventStates,
            _ => [],
        };

    public static bool IsValid(string kind, string? status) => status is null or All || Of(kind).Contains(status);

    /// <summary>The state of sessions with this wire name.</summary>
    public static SessionState? FindSessionState(string? status)
    {
        foreach (var state in Enum.GetValues<SessionState>())
            if (SessionTransitions.ToWireName(state) == status)
                return state;
        return null;
    }
}
