namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>The HTML of the forms on pages.</summary>
internal static class PageForm
{
    /// <summary>The name of the field that says which button was pressed.</summary>
    public const string Answer = "answer";

    /// <param name="action">A path of this server, with its query.</param>
    /// <param name="content">HTML: fields and buttons.</param>
    public static string Create(string action, params ReadOnlySpan<string> content) =>
        $"""
            <form method="post" action="{HtmlPage.Encode(action)}">
            {string.Join('\n', content)}
            </form>
            """;

    public static string Hidden(string name, string value) =>
        $"""<input type="hidden" name="{HtmlPage.Encode(name)}" value="{HtmlPage.Encode(value)}">""";

    /// <param name="attributes">HTML.</param>
    public static string Field(string label, string attributes, string value = "") =>
        $"""<label>{HtmlPage.Encode(label)}<input {attributes} value="{HtmlPage.Encode(value)}"></label>""";

    public static string SignInFields(string email = "") =>
        Field("E-mail address", """type="email" name="email" autocomplete="username" required""", email)
        + Field("Password", """type="password" name="password" autocomplete="current-password" required""");

    /// <param name="needsFields">Whether the browser asks for the required fields first.</param>
    public static string Button(string text, string answer = "", bool needsFields = true)
    {
        var attribute = needsFields ? "" : " formnovalidate";
        return $"""<button name="{Answer}" value="{HtmlPage.Encode(answer)}"{attribute}>{HtmlPage.Encode(text)}</button>""";
    }
}
