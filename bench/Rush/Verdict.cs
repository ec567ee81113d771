namespace OpenEvent.Rush;

internal static class Verdict
{
    public static string Of(IReadOnlyCollection<string> wrong) => wrong.Count == 0 ? "all counts right" : "WRONG: " + string.Join("; ", wrong);
}
