using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// Filters by private attributes hold only on rows whose private attributes the caller sees, so that nobody finds out a hidden value by
/// trying.
/// </summary>
[TestFixture]
public sealed class PrivateFilterTests
{
    private const string HiddenEmail = "ada@hidden.example.org";

    private string _event = "",
        _own = "",
        _hidden = "";

    private string List => $"/v1/events/{_event}/speakers";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _own = await CreateSpeakerAsync("Own", OtherUser.Email);
        _hidden = await CreateSpeakerAsync("Hidden", HiddenEmail);
    }

    private async Task<string> CreateSpeakerAsync(string name, string email) =>
        (
            await Owner.CreateAsync(
                "speaker",
                new
                {
                    name,
                    email,
                    mobile = "+49 30 1",
                },
                ("event", "event", _event)
            )
        ).Id();

    private async Task<string[]> SpeakersAsync(Harness.ApiClient client, string filter) =>
        [.. (await GetOkAsync(client, $"{List}?{Filter($"[{filter}]")}")).Ids];

    /// <summary>Conditions that hold for the hidden speaker, and their opposites.</summary>
    private static readonly string[] Probes =
    [
        $$"""{"name":"email","op":"eq","val":"{{HiddenEmail}}"}""",
        """{"name":"email","op":"ne","val":"nobody@example.org"}""",
        """{"name":"email","op":"ilike","val":"a%"}""",
        """{"name":"email","op":"notilike","val":"z%"}""",
        $$"""{"name":"email","op":"in","val":["{{HiddenEmail}}"]}""",
        """{"name":"email","op":"notin","val":["nobody@example.org"]}""",
        """{"name":"email","op":"isnot","val":null}""",
        """{"name":"email","op":"is","val":null}""",
        """{"name":"email","op":"gt","val":"a"}""",
        """{"name":"email","op":"ne","field":"name"}""",
        """{"name":"name","op":"ne","field":"email"}""",
        """{"name":"user","op":"eq","val":null}""",
        """{"name":"user","op":"ne","val":null}""",
        """{"name":"mobile","op":"startswith","val":"+49"}""",
    ];

    [Test]
    public async Task A_speaker_never_finds_another_speaker_by_private_attributes([ValueSource(nameof(Probes))] string probe)
    {
        foreach (
            var filter in new[]
            {
                probe,
                $$"""{"not":{{probe}}}""",
                $$"""{"not":{"not":{{probe}} } }""",
                $$"""{"not":{"or":[{{probe}},{{probe}}]} }""",
                $$"""{"not":{"and":[{{probe}},{{probe}}]} }""",
                $$"""{"or":[{{probe}},{"not":{{probe}}}]}""",
            }
        )
            Assert.That(await SpeakersAsync(OtherUser, filter), Does.Not.Contain(_hidden), filter);
        Assert.That(await SpeakersAsync(OtherUser, $$"""{"or":[{{probe}},{"not":{{probe}}}]}"""), Is.EqualTo((string[])[_own]));
    }

    [Test]
    public async Task The_event_team_finds_every_speaker_by_private_attributes([ValueSource(nameof(Probes))] string probe)
    {
        // The control of the test above: for those who see the values, each condition or its opposite finds the hidden speaker.
        string[] found = [.. await SpeakersAsync(Owner, probe), .. await SpeakersAsync(Owner, $$"""{"not":{{probe}}}""")];
        Assert.That(found, Is.EquivalentTo([_own, _hidden]));
    }

    [Test]
    public async Task Speakers_find_themselves_by_their_address() =>
        Assert.That(
            await SpeakersAsync(OtherUser, $$"""{"name":"email","op":"eq","val":"{{OtherUser.Email}}"}"""),
            Is.EqualTo((string[])[_own])
        );

    [Test]
    public async Task Nested_conditions_obey_the_same_rule()
    {
        var speakers = $$"""{"name":"speakers","op":"any","val":{"name":"email","op":"eq","val":"{{HiddenEmail}}"} }""";
        var filter = $$"""[{"name":"id","op":"eq","val":{{_event}}},{{speakers}}]""";
        Assert.That((await GetOkAsync(OtherUser, $"/v1/events?{Filter(filter)}")).Ids, Is.Empty);
        Assert.That((await GetOkAsync(Owner, $"/v1/events?{Filter(filter)}")).Ids, Is.EqualTo((string[])[_event]));
    }

    [Test]
    public async Task Who_sees_private_attributes_of_no_row_cannot_name_them()
    {
        await AssertBadParameterAsync(Anonymous, $"{List}?{Filter($"[{Probes[0]}]")}", "filter");
        await AssertBadParameterAsync(OtherUser, $"/v1/events?{Filter("""[{"name":"orders","op":"ne","val":null}]""")}", "filter");
        Assert.That(
            (await Owner.GetAsync($"/v1/events?{Filter("""[{"name":"orders","op":"ne","val":null}]""")}")).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }
}
