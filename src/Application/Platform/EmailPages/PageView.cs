namespace OpenEvent.Application.Platform;

/// <summary>What a page shows to a person who has opened a link of an e-mail. All texts are plain.</summary>
internal sealed record PageView(string Title, IReadOnlyList<PageLine> Lines, IReadOnlyList<PageList>? Lists = null);

/// <summary>A fact, e.g. a date.</summary>
/// <param name="Label">Empty: there is only the text.</param>
/// <param name="Url">Where the text leads: an absolute URL or a path of this server. Null: nowhere.</param>
internal sealed record PageLine(string Label, string Text, string? Url = null);

/// <summary>A list under a heading of its own. It is not shown if it has no lines.</summary>
internal sealed record PageList(string Title, IReadOnlyList<PageLine> Lines);
