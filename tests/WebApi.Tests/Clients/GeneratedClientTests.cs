using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>Clients that are generated from the description of the running server run the tour of the README.</summary>
[TestFixture]
public sealed class GeneratedClientTests
{
    private OpenEventServer _server = null!;
    private string _document = "";

    [SetUp]
    public async Task Start()
    {
        _server = await OpenEventServer.StartAsync();
        _document = (await _server.Anonymous.GetAsync("/openapi/v1.json")).Text;
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public void TypeScript_client_runs_the_tour() =>
        Assert.That(
            TypeScriptClient.RunTour(_document, Url, OpenEventServer.AdminEmail, OpenEventServer.Password).Split('\n')[..^1],
            Is.EqualTo<string[]>(["published", "Science Day", "completed", "pending", "not-found"])
        );

    [Test]
    public void CSharp_client_runs_the_tour() =>
        Assert.That(
            CSharpClient.RunTour(_document, Url, OpenEventServer.AdminEmail, OpenEventServer.Password).Split('\n')[..^1],
            Is.EqualTo<string[]>(["Published", "Science Day", "Completed", "not-found"])
        );

    [Test]
    public void A_document_without_an_operation_of_the_tour_does_not_compile() =>
        Assert.That(
            () => TypeScriptClient.RunTour(_document.Replace("\"copyEvent\"", "\"post-copy\"", StringComparison.Ordinal), Url, "", ""),
            Throws.InvalidOperationException.With.Message.Contains("copyEvent")
        );

    private string Url => _server.Anonymous.Http.BaseAddress!.ToString().TrimEnd('/');
}
