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

    private readonly FixedClock _clock = new(Noon);

    private TokenSigner Signer => new(new FixedSecret(), _clock);

    private static TokenClaims Claims => new(42, "jti-1", TokenKind.Access, IsFresh: true, "csrf-1", Epoch: 3, Noon, Noon.AddHours(24));

    [SetUp]
    public void SetUp() => _clock.Now = Noon;

    // An earlier version, with an implementation of its own, signed this token.
    [Test]
    public async Task The_wire_format_is_that_of_earlier_versions()
    {
        const string earlier =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJpZGVudGl0eSI6NDIsImlhdCI6MTg5MzQ5OTIwMCwibmJmIjoxODkzNDk5MjAwLCJleHAiOjE4OTM1ODU2MDAsImp0aSI6Imp0aS0xIiwidH"
            + "lwZSI6ImFjY2VzcyIsImNzcmYiOiJjc3JmLTEiLCJlcG9jaCI6MywiZnJlc2giOnRydWV9"
            + ".XoGFrQn8_gv8U92MI8qGtnrhjFmN--n0pY_QtITes_A";
        Assert.That((await ReadAsync(earlier)).Claims, Is.EqualTo(Claims));
        Assert.That(await SignAsync(), Is.EqualTo(earlier));
    }

    [TestCase(TokenKind.Access, true)]
    [TestCase(TokenKind.Access, false)]
    [TestCase(TokenKind.Refresh, false)]
    public async Task A_token_returns_the_signed_claims(TokenKind kind, bool fresh)
    {
        var claims = Claims with { Kind = kind, IsFresh = fresh };
        Assert.That(await ReadAsync(await Signer.SignAsync(claims, default)), Is.EqualTo(new TokenReadResult(claims, null)));
    }

    [Test]
    public async Task The_payload_has_the_claims_that_clients_read()
    {
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars((await SignAsync()).Split('.')[1]));
        var names = json.RootElement.EnumerateObject().Select(p => p.Name);
        Assert.That(names, Is.EquivalentTo("identity iat nbf exp jti type csrf epoch fresh".Split(' ')));
        Assert.That(json.RootElement.GetProperty("identity").GetInt64(), Is.EqualTo(42));
        Assert.That(json.RootElement.GetProperty("exp").GetInt64(), Is.EqualTo(Noon.AddHours(24).ToUnixTimeSeconds()));
    }

    [Test]
    public async Task A_refresh_token_is_never_fresh()
    {
        var token = await Signer.SignAsync(Claims with { Kind = TokenKind.Refresh }, default);
        Assert.That((await ReadAsync(token)).Claims!.IsFresh, Is.False);
    }

    [TestCase(23, null)]
    [TestCase(24, TokenError.Expired)]
    [TestCase(1000, TokenError.Expired)]
    [TestCase(-1, TokenError.NotYetValid)]
    public async Task A_token_is_valid_until_it_expires(int hours, TokenError? error)
    {
        var token = await SignAsync();
        _clock.Now = Noon.AddHours(hours);
        Assert.That((await ReadAsync(token)).Error, Is.EqualTo(error));
    }

    [Test]
    public async Task The_user_id_of_an_expired_token_can_be_read()
    {
        var token = await SignAsync();
        _clock.Now = Noon.AddYears(5);
        Assert.That(await Signer.GetUserIdIgnoringExpiryAsync(token, default), Is.EqualTo(42));
        Assert.That((await ReadAsync(token)).Claims, Is.Null, "an expired token has no claims");
    }

    [Test]
    public async Task A_token_signed_with_another_key_is_invalid()
    {
        var token = await new TokenSigner(new FixedSecret("another secret of thirty-two bytes"), _clock).SignAsync(Claims, default);
        await AssertInvalidAsync(token, TokenError.InvalidSignature);
    }

    [Test]
    public async Task A_changed_payload_has_an_invalid_signature()
    {
        var parts = (await SignAsync()).Split('.');
        var payload = Encoding
            .UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace("\"identity\":42", "\"identity\":1", StringComparison.Ordinal);
        await AssertInvalidAsync($"{parts[0]}.{Encode(payload)}.{parts[2]}", TokenError.InvalidSignature);
    }

    [TestCase("""{"alg":"none","typ":"JWT"}""")]
    [TestCase("""{"alg":"None"}""")]
    [TestCase("""{"alg":"HS512"}""")]
    [TestCase("""{"alg":"RS256"}""")]
    [TestCase("""{"alg":["HS256"]}""")]
    [TestCase("""{"typ":"JWT"}""")]
    [TestCase("""{"alg":"HS256","crit":["b64"],"b64":false}""")]
    public async Task Another_algorithm_is_rejected_even_with_a_right_signature(string header)
    {
        await AssertInvalidAsync(SignWith(header, Payload()), TokenError.InvalidSignature);
        Assert.That((await ReadAsync(SignWith("""{"alg":"HS256","typ":"JWT"}""", Payload()))).Error, Is.Null, "with HS256 it is valid");
    }

    [Test]
    public async Task An_unsigned_token_is_invalid()
    {
        var unsigned = $"{Encode("""{"alg":"none"}""")}.{Encode(Payload())}.";
        await AssertInvalidAsync(unsigned, TokenError.InvalidSignature);
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
    public async Task A_malformed_token_gives_no_user_id(string text) => await AssertInvalidAsync(text, TokenError.Malformed);

    [Test]
    public async Task An_oversized_token_gives_no_user_id() =>
        await AssertInvalidAsync(new string('a', 5000) + ".b.c", TokenError.Malformed);

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
    public async Task A_signed_payload_with_invalid_claims_gives_no_user_id(string overrides) =>
        await AssertInvalidAsync(SignWith("""{"alg":"HS256"}""", Payload(overrides)), TokenError.Malformed);

    [TestCase("[1]")]
    [TestCase("42")]
    [TestCase("not json")]
    public async Task A_signed_payload_that_is_not_an_object_gives_no_user_id(string payload) =>
        await AssertInvalidAsync(SignWith("""{"alg":"HS256"}""", payload), TokenError.Malformed);

    [TestCase("""{"alg":"HS256","kid":5}""", "{}")]
    [TestCase("""{"alg":"HS256","zip":"DEF","enc":[],"cty":{}}""", "{}")]
    [TestCase("""{"alg":"HS256","alg":"none"}""", "{}")]
    [TestCase("""{"alg":"HS256"}""", """{"aud":[[]],"iss":5,"sub":{},"azp":[1]}""")]
    [TestCase("""{"alg":"HS256"}""", """{"iat":"x","actort":"y","exp":1e400}""")]
    [TestCase("""{"alg":"HS256"}""", """{"iat":-1,"nbf":-99999999999999999999}""")]
    public void Odd_members_never_fail_a_request(string header, string overrides)
    {
        var token = SignWith(header, Payload(overrides));
        Assert.DoesNotThrowAsync(() => ReadAsync(token));
        Assert.DoesNotThrowAsync(() => ReadAsync(token[..^1]));
    }

    [Test]
    public async Task A_deeply_nested_payload_is_malformed()
    {
        var payload = string.Concat(Enumerable.Repeat("""{"a":""", 200)) + "1" + new string('}', 200);
        await AssertInvalidAsync(SignWith("""{"alg":"HS256"}""", payload), TokenError.Malformed);
    }

    [Test]
    public async Task Padding_is_optional_whether_the_signer_or_a_proxy_added_it()
    {
        var parts = (await SignAsync()).Split('.');
        Assert.That(await Signer.GetUserIdIgnoringExpiryAsync(string.Join('.', parts.Select(Pad)), default), Is.EqualTo(42));

        var signed = $"{Pad(Encode("""{"alg":"HS256" }"""))}.{Pad(Encode(Payload()))}";
        Assert.That(signed, Does.Contain("="), "the text is padded");
        Assert.That(await Signer.GetUserIdIgnoringExpiryAsync($"{signed}.{Pad(Mac(signed))}", default), Is.EqualTo(42));
    }

    private static string Payload(string overrides = "{}")
    {
        var fields = new Dictionary<string, JsonElement>();
        foreach (
            var source in new[]
            {
                """{"identity":42,"nbf":1893499200,"exp":1893585600,"jti":"x","type":"access","csrf":"c","epoch":0}""",
                overrides,
            }
        )
        foreach (var field in JsonDocument.Parse(source).RootElement.EnumerateObject())
            fields[field.Name] = field.Value;
        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value.GetRawText()}")) + "}";
    }

    private static string SignWith(string header, string payload)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Mac(signed)}";
    }

    private static string Mac(string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FixedSecret.Default), Encoding.ASCII.GetBytes(signed)));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Pad(string part) => part.PadRight((part.Length + 3) / 4 * 4, '=');

    private async Task AssertInvalidAsync(string token, TokenError error)
    {
        Assert.That((await ReadAsync(token)).Error, Is.EqualTo(error));
        Assert.That(await Signer.GetUserIdIgnoringExpiryAsync(token, default), Is.Null);
    }

    private async Task<string> SignAsync() => await Signer.SignAsync(Claims, default);

    private async Task<TokenReadResult> ReadAsync(string token) => await Signer.ReadAsync(token, default);
}
