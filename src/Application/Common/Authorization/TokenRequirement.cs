using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// What the scope of a token must have for a request. The module is that of the row for the generic requests, else that of the use case. A
/// request writes unless its name says that it reads: so a new use case needs more than it has to, and not less.
/// </summary>
/// <param name="Subject">The rows of a generic request, else the use case.</param>
internal sealed record TokenRequirement(Type Subject, bool Writes)
{
    /// <summary>See <see cref="TokenModule"/>.</summary>
    public string Module => TokenModule.Of(Subject);

    private static readonly string[] ReadingVerbs =
    [
        "Describe",
        "Export",
        "Find",
        "Get",
        "Linkage",
        "List",
        "OpenRun",
        "Preview",
        "Quote",
        "ReadBack",
        "Require",
        "Search",
        "Watch",
    ];

    public static TokenRequirement Of(Type request)
    {
        var rows = request.GetGenericArguments().FirstOrDefault();
        return new TokenRequirement(rows ?? request, IsCommand(request) || !IsReadingName(request.Name));
    }

    /// <exception cref="RejectedException">Forbidden: the scope does not have it.</exception>
    public void Check(Actor actor) => Require(TokenDecision.About(actor, Subject, Writes));

    /// <summary>For a use case that reads or writes rows of several modules.</summary>
    /// <exception cref="RejectedException">Forbidden: the scope does not have one of the modules.</exception>
    public static void CheckAll(Actor actor, IEnumerable<string> modules, bool writes)
    {
        foreach (var module in modules)
            Require(TokenDecision.About(actor, module, writes));
    }

    private static void Require(Decision decision)
    {
        if (!decision.IsAllowed)
            throw RejectedException.Forbidden(decision.Reason!, code: decision.Code);
    }

    private static bool IsCommand(Type request) =>
        request.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));

    private static bool IsReadingName(string name) => ReadingVerbs.Any(verb => name.StartsWith(verb, StringComparison.Ordinal));
}
