using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Application.Tests.Identity;

public class TokenSignerTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly StoppedClock _clock = new(Noon);

    private TokenSigner Signer => new(new FixedSecret(), _clock);

    private static TokenClaims Claims => new(42, "jti-1", TokenKind.Access, IsFresh: true, "csrf-1", Epoch: 3, Noon, Noon.AddHours(24));

    [SetUp]
    public void SetUp() => _clock.Now = Noon;

    [TestCase(TokenKind.Access, true)]
    [TestCase(TokenKind.Access, false)]
    [TestCase(TokenKind.Refresh, false)]
    public async Task A_token_says_what_was_signed(TokenKind kind, bool fresh)
    {
        var claims = Claims with { Kind = kind, IsFresh = fresh };
        Assert.That(await Read(await Signer.SignAsync(claims, default)), Is.EqualTo(new TokenReading(claims, null)));
    }

    [Test]
    public async Task The_payload_has_the_claims_that_clients_read()
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars((await Signed()).Split('.')[1]));
        var names = json.RootElement.EnumerateObject().Select(p => p.Name);
        Assert.That(names, Is.EquivalentTo("identity iat nbf exp jti type csrf epoch fresh".Split(' ')));
        Assert.That(json.RootElement.GetProperty("identity").GetInt64(), Is.EqualTo(42));
        Assert.That(json.RootElement.GetProperty("exp").GetInt64(), Is.EqualTo(Noon.AddHours(24).ToUnixTimeSeconds()));
    }

    [Test]
    public async Task A_refresh_token_never_says_that_it_is_fresh()
    {
        var token = await Signer.SignAsync(Claims with { Kind = TokenKind.Refresh }, default);
        Assert.That((await Read(token)).Claims!.IsFresh, Is.False);
    }

    [TestCase(23, null)]
    [TestCase(24, TokenFault.Expired)]
    [TestCase(1000, TokenFault.Expired)]
    [TestCase(-1, TokenFault.NotYetValid)]
    public async Task A_token_is_valid_in_its_time(int hours, TokenFault? fault)
    {
        var token = await Signed();
        _clock.Now = Noon.AddHours(hours);
        Assert.That((await Read(token)).Fault, Is.EqualTo(fault));
    }

    [Test]
    public async Task The_identity_of_an_expired_token_is_known()
    {
        var token = await Signed();
        _clock.Now = Noon.AddYears(5);
        Assert.That(await Signer.IdentityEvenIfExpiredAsync(token, default), Is.EqualTo(42));
        Assert.That((await Read(token)).Claims, Is.Null, "it authorises nothing");
    }

    [Test]
    public async Task Another_key_signs_nothing_here_not_even_the_identity()
    {
        var token = await new TokenSigner(new FixedSecret("another secret of thirty-two bytes"), _clock).SignAsync(Claims, default);
        await IsNobodys(token, TokenFault.Forged);
    }

    [Test]
    public async Task A_changed_payload_is_forged()
    {
        var parts = (await Signed()).Split('.');
        var payload = Encoding
            .UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace("\"identity\":42", "\"identity\":1", StringComparison.Ordinal);
        await IsNobodys($"{parts[0]}.{Encoded(payload)}.{parts[2]}", TokenFault.Forged);
    }

    [TestCase("""{"alg":"none","typ":"JWT"}""")]
    [TestCase("""{"alg":"None"}""")]
    [TestCase("""{"alg":"HS512"}""")]
    [TestCase("""{"alg":"RS256"}""")]
    [TestCase("""{"alg":["HS256"]}""")]
    [TestCase("""{"typ":"JWT"}""")]
    [TestCase("""{"alg":"HS256","crit":["b64"],"b64":false}""")]
    public async Task Another_algorithm_is_refused_although_the_signature_is_right(string header)
    {
        await IsNobodys(SignedAs(header, Payload()), TokenFault.Forged);
        Assert.That((await Read(SignedAs("""{"alg":"HS256","typ":"JWT"}""", Payload()))).Fault, Is.Null, "the control");
    }

    [Test]
    public async Task No_signature_is_no_token()
    {
        var unsigned = $"{Encoded("""{"alg":"none"}""")}.{Encoded(Payload())}.";
        Assert.That(await Signer.IdentityEvenIfExpiredAsync(unsigned, default), Is.Null);
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a.b")]
    [TestCase("a.b.c.d")]
    [TestCase("undefined")]
    [TestCase("ä.ö.ü")]
    [TestCase("{}.{}.{}")]
    [TestCase("bm90IGpzb24.e30.AAAA")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.e30.!")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.e30 .AAAA")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.e+/0.AAAA")]
    public async Task Nonsense_gives_no_identity(string text) => await IsNobodys(text, TokenFault.Malformed);

    [Test]
    public async Task A_giant_gives_no_identity() => await IsNobodys(new string('a', 5000) + ".b.c", TokenFault.Malformed);

    [TestCase("""{"identity":"42"}""")]
    [TestCase("""{"identity":42.5}""")]
    [TestCase("""{"identity":null}""")]
    [TestCase("""{"epoch":-1}""")]
    [TestCase("""{"epoch":9999999999}""")]
    [TestCase("""{"exp":"tomorrow"}""")]
    [TestCase("""{"exp":99999999999999999}""")]
    [TestCase("""{"type":"admin"}""")]
    [TestCase("""{"jti":""}""")]
    [TestCase("""{"jti":"\ud800"}""")]
    public async Task A_signed_payload_of_another_shape_gives_no_identity(string instead) =>
        await IsNobodys(SignedAs("""{"alg":"HS256"}""", Payload(instead)), TokenFault.Malformed);

    [TestCase("[1]")]
    [TestCase("42")]
    [TestCase("not json")]
    public async Task A_signed_payload_that_is_no_object_gives_no_identity(string payload) =>
        await IsNobodys(SignedAs("""{"alg":"HS256"}""", payload), TokenFault.Malformed);

    [Test]
    public async Task Padding_is_optional_whether_the_signer_or_a_carrier_added_it()
    {
        var parts = (await Signed()).Split('.');
        Assert.That(await Signer.IdentityEvenIfExpiredAsync(string.Join('.', parts.Select(Padded)), default), Is.EqualTo(42));

        var signed = $"{Padded(Encoded("""{"alg":"HS256" }"""))}.{Padded(Encoded(Payload()))}";
        Assert.That(signed, Does.Contain("="), "the control");
        Assert.That(await Signer.IdentityEvenIfExpiredAsync($"{signed}.{Padded(Mac(signed))}", default), Is.EqualTo(42));
    }

    private static string Payload(string instead = "{}")
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (
            var source in new[]
            {
                """{"identity":42,"nbf":1893499200,"exp":1893585600,"jti":"x","type":"access","csrf":"c","epoch":0}""",
                instead,
            }
        )
        foreach (var field in JsonDocument.Parse(source).RootElement.EnumerateObject())
            fields[field.Name] = field.Value;
        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value.GetRawText()}")) + "}";
    }

    private static string SignedAs(string header, string payload)
    {
        var signed = $"{Encoded(header)}.{Encoded(payload)}";
        return $"{signed}.{Mac(signed)}";
    }

    private static string Mac(string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FixedSecret.Default), Encoding.ASCII.GetBytes(signed)));

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Padded(string part) => part.PadRight((part.Length + 3) / 4 * 4, '=');

    private async Task IsNobodys(string token, TokenFault fault)
    {
        Assert.That((await Read(token)).Fault, Is.EqualTo(fault));
        Assert.That(await Signer.IdentityEvenIfExpiredAsync(token, default), Is.Null);
    }

    private async Task<string> Signed() => await Signer.SignAsync(Claims, default);

    private async Task<TokenReading> Read(string token) => await Signer.ReadAsync(token, default);
}
