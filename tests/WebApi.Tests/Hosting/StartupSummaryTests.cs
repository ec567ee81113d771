using NUnit.Framework;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What the server prints when it is ready.</summary>
public sealed class StartupSummaryTests
{
    [Test]
    public void It_names_the_page_of_the_lab_and_the_reference_with_the_address_of_the_server()
    {
        var text = new StartupSummary().Add("mail", "none").Render(["http://127.0.0.1:8080", "http://other"], "Production");
        Assert.That(text, Does.Contain("http://127.0.0.1:8080/lab (remote lab), http://127.0.0.1:8080/reference (API documentation)"));
        Assert.That(text, Does.Contain("  mail      none\n").And.Not.Contain("http://other/lab"));
    }

    [Test]
    public void A_line_can_say_what_is_known_when_the_server_is_ready()
    {
        var fault = "";
        var summary = new StartupSummary().Add("lab", () => $"main (virtual){fault}");
        Assert.That(summary.Render([], "Production"), Does.Contain("  lab       main (virtual)\n"));
        fault = " - The device main is in use by another server.";
        Assert.That(summary.Render([], "Production"), Does.Contain("in use by another server"));
    }
}
