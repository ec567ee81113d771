namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Form bodies for the routes of the first remote lab: docs/reference/lab-http.md#routes-of-the-first-remote-lab.</summary>
internal static class LegacyFormBodies
{
    public static readonly (string Name, string Value) Header = ("Content-Type", "application/x-www-form-urlencoded");

    public static string? For(string route) =>
        route switch
        {
            "/signUp" => "inputName=Ada&inputEmail=nobody%40example.org&inputPassword=correct+horse",
            "/validateLogin" => "inputEmail=nobody%40example.org&inputPassword=wrong+password",
            "/evalFunctionString" => "function=get_voltage%28%27CH1%27%29",
            "/logout" or "/addScript" or "/getScriptById" or "/getScriptByFilename" or "/updateCode" or "/deleteScript" => "id=1",
            // A script that does not exist: these routes wait for the end of a run, and the row of a run that is rolled back has none.
            "/runScriptById" => "Id=999999999",
            "/runScriptByFilename" => "Filename=none",
            _ => null,
        };
}
