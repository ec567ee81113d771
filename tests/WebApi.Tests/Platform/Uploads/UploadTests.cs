using System.Net;
using System.Text;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using SkiaSharp;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Uploads: the content decides what a file is, and no browser runs one (docs/upload-files.md).</summary>
public sealed class UploadTests : ServerFixture
{
    [Test]
    public async Task A_picture_is_encoded_again_and_served_as_a_picture()
    {
        var user = await Server.RegisterUserAsync();
        var answer = (await user.PostAsync("/v1/upload/image?force_local=true", new { data = ToDataUrl(Draw(40, 20)) })).EnsureStatus(
            HttpStatusCode.OK
        );
        var file = await GetAsync(answer);
        using var picture = Decode(file.Bytes);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((40, 20)));
        Assert.That(file.ContentHeaders.ContentType!.MediaType, Is.EqualTo("image/png"));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
    }

    [TestCase(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [TestCase(SKEncodedImageFormat.Png, "image/png")]
    [TestCase(SKEncodedImageFormat.Webp, "image/png")]
    public async Task The_content_decides_the_type_not_the_declared_one(SKEncodedImageFormat format, string type)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await user.PostAsync("/v1/upload/image", new { data = ToDataUrl(Draw(8, 8, format), "text/html") });
        Assert.That((await GetAsync(answer)).ContentHeaders.ContentType!.MediaType, Is.EqualTo(type));
    }

    [Test]
    public async Task Exif_data_is_removed_and_its_orientation_applied()
    {
        var user = await Server.RegisterUserAsync();
        var photo = WithExif(Draw(40, 20, SKEncodedImageFormat.Jpeg), orientation: 6, "52.5N 13.4E");
        var file = await GetAsync(await user.PostAsync("/v1/upload/image", new { data = ToDataUrl(photo) }));
        using var picture = Decode(file.Bytes);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((20, 40)), "turned by 90 degrees");
        Assert.That(picture.GetPixel(10, 3).Red, Is.GreaterThan(200), "the left side is at the top");
        Assert.That(Encoding.Latin1.GetString(file.Bytes), Does.Not.Contain("52.5N").And.Not.Contain("Exif"));
    }

    [TestCase(30_000, 30_000)]
    [TestCase(100_000, 1)]
    [TestCase(8_000, 8_000)]
    public async Task A_small_file_that_declares_a_huge_picture_is_rejected(int width, int height)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await user.PostAsync("/v1/upload/image", new { data = ToDataUrl(Bomb(width, height)) });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data")));
        Assert.That(answer.Detail, Does.Contain("pixels"));
    }

    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [TestCase("<!doctype html><script>alert(1)</script>")]
    [TestCase("GIF89a<script>alert(1)</script>", Description = "only the first bytes are those of a picture")]
    [TestCase("plain text")]
    public async Task What_is_no_picture_is_rejected(string content)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await user.PostAsync("/v1/upload/image", new { data = ToDataUrl(Encoding.UTF8.GetBytes(content), "image/png") });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data")));
    }

    [TestCase("")]
    [TestCase("data:image/png;base64,")]
    [TestCase("data:image/png;base64,###")]
    [TestCase("data:image/png,plain")]
    [TestCase("iVBORw0KGgo=")]
    public async Task What_is_no_data_URL_is_rejected(string data)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await user.PostAsync("/v1/upload/image", new { data });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.BadRequest, "/data")));
    }

    [Test]
    public async Task Uploads_need_an_account()
    {
        Assert.That((await Server.Anonymous.PostAsync("/v1/upload/image", "{")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await PostFilesAsync(Server.Anonymous, "/v1/upload/files", ("file", "a.txt", "text"u8.ToArray()))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [TestCase("slides.pdf", "%PDF-1.7 …", ".pdf")]
    [TestCase("page.html", "a, b\n1, 2", ".txt", Description = "the extension of the name does not choose HTML")]
    [TestCase("table.csv", "a, b\n1, 2", ".csv")]
    [TestCase("../../etc/passwd.txt", "text", ".txt")]
    public async Task A_file_is_stored_and_only_downloaded(string name, string content, string extension)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await PostFilesAsync(user, "/v1/upload/files", ("file", name, Encoding.UTF8.GetBytes(content)));
        var url = answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("url").GetString()!;
        var file = await GetAsync(answer);
        Assert.That(url, Does.EndWith(extension).And.Not.Contain(".."));
        Assert.That(file.Text, Is.EqualTo(content));
        Assert.That(file.ContentHeaders.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(file.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox"));
    }

    [Test]
    public async Task Several_files_give_a_list_and_pictures_among_them_are_encoded_again()
    {
        var user = await Server.RegisterUserAsync();
        var answer = await PostFilesAsync(
            user,
            "/v1/upload/files",
            ("files[]", "a.txt", "text"u8.ToArray()),
            ("files[]", "b.html", Draw(4, 4))
        );
        var urls = answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("url").EnumerateArray().Select(u => u.GetString()).ToArray();
        Assert.That(urls, Has.Length.EqualTo(2));
        Assert.That(urls[1], Does.EndWith("/image.png"));
    }

    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'/>", Description = "SVG")]
    [TestCase("\uFEFF  <html></html>", Description = "HTML")]
    [TestCase("hello <script>alert(1)</script>", Description = "a script in a text")]
    [TestCase("#!/bin/sh\nrm -rf /", Description = "a script")]
    [TestCase("MZ\u0090\0\u0003", Description = "a program")]
    [TestCase("")]
    public async Task Files_of_other_types_are_rejected_whatever_their_name(string content)
    {
        var user = await Server.RegisterUserAsync();
        var answer = await PostFilesAsync(user, "/v1/upload/files", ("file", "harmless.txt", Encoding.UTF8.GetBytes(content)));
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/file")));
    }

    [Test]
    public async Task A_request_without_a_file_is_rejected()
    {
        var user = await Server.RegisterUserAsync();
        Assert.That((await user.PostAsync("/v1/upload/files", new { })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            (await PostFilesAsync(user, "/v1/upload/files", ("other", "a.txt", "text"u8.ToArray()))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );
        Assert.That(
            (await user.PostAsync("/v1/upload/files", "--x\r\nbroken", ("Content-Type", "multipart/form-data; boundary=x"))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );
    }

    [Test]
    public async Task Files_need_a_verified_address_and_pictures_do_not()
    {
        var user = await Server.RegisterUserAsync(verified: false);
        var file = await PostFilesAsync(user, "/v1/upload/files", ("file", "a.txt", "text"u8.ToArray()));
        Assert.That(file.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await user.PostAsync("/v1/upload/image", new { data = ToDataUrl(Draw(1, 1)) })).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_request_with_an_idempotency_key_and_without_a_token_is_rejected_before_its_body_is_read()
    {
        foreach (var url in new[] { "/v1/upload/files", "/v1/upload/image", "/v1/events/import/json" })
        {
            var answer = await Server.Anonymous.PostAsync(url, "{", ("Idempotency-Key", $"{Guid.NewGuid()}"));
            Assert.That((answer.Status, answer.Detail), Is.EqualTo((HttpStatusCode.Unauthorized, "Sign in to send files.")));
        }
    }

    [Test]
    public async Task If_one_of_several_files_cannot_be_used_none_is_stored()
    {
        var user = await Server.RegisterUserAsync();
        var folder = Path.Combine(Server.DataDirectory, "files");
        var before = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;
        var answer = await PostFilesAsync(
            user,
            "/v1/upload/files",
            ("files[]", "a.txt", "text"u8.ToArray()),
            ("files[]", "b.png", Draw(4, 4)),
            ("files[]", "c.png", Bomb(30_000, 30_000))
        );
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/file")));
        Assert.That(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(before));
    }

    [Test]
    public async Task A_user_uploads_a_limited_number_of_files_an_hour()
    {
        var user = await Server.RegisterUserAsync();
        var picture = new { data = ToDataUrl(Draw(1, 1)) };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 201; i++)
            statuses.Add((await user.PostAsync("/v1/upload/image", picture)).Status);
        Assert.That(statuses.Take(200), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(statuses[200], Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [TestCase("/v1/upload/files")]
    [TestCase("/v1/events/import/json")]
    [TestCase("/v1/events/import/ical")]
    public async Task An_upload_that_is_not_allowed_is_rejected_before_its_body_is_read(string url)
    {
        var user = await Server.RegisterUserAsync(verified: false);
        foreach (var (client, status) in new[] { (user, HttpStatusCode.Forbidden), (Server.Anonymous, HttpStatusCode.Unauthorized) })
        {
            using var body = new StalledBody(url);
            Assert.That(await SendAsync(client, url, body), Is.EqualTo(status));
            Assert.That(body.IsRead, Is.False);
        }
    }

    [TestCase("/v1/upload/image", "/v1/upload/image")]
    [TestCase("/v1/events/import/json", "/v1/upload/files")]
    [TestCase("/v1/upload/files", "/v1/events/import/pentabarf")]
    public async Task A_third_upload_of_a_user_is_rejected_before_its_body_is_read(string running, string third)
    {
        var user = await Server.RegisterUserAsync();
        using var first = new StalledBody(running);
        using var second = new StalledBody(running);
        var uploads = new[] { SendAsync(user, running, first), SendAsync(user, running, second) };
        await Testing.Eventually.IsTrueAsync("two bodies are being read", () => first.IsRead && second.IsRead);
        foreach (var key in new[] { null, Guid.NewGuid().ToString() })
        {
            using var rejected = new StalledBody(third);
            Assert.That(await SendAsync(user, third, rejected, key), Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(rejected.IsRead, Is.False);
        }

        first.End();
        second.End();
        Assert.That(await Task.WhenAll(uploads), Is.All.EqualTo(HttpStatusCode.BadRequest), "a control: they were not valid");
        using var last = new StalledBody(third);
        last.End();
        Assert.That(await SendAsync(user, third, last), Is.EqualTo(HttpStatusCode.BadRequest), "their slots are free");
    }

    /// <summary>Sends a body as soon as the server begins to read it.</summary>
    private static async Task<HttpStatusCode> SendAsync(ApiClient client, string url, StalledBody body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        request.Headers.ExpectContinue = true;
        if (client.Token is { } token)
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan };
        using var http = new HttpClient(handler) { BaseAddress = client.Http.BaseAddress };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<ApiResponse> GetAsync(ApiResponse upload)
    {
        var url = new Uri(upload.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("url").GetString()!);
        return (await Server.Anonymous.GetAsync(url.PathAndQuery)).EnsureStatus(HttpStatusCode.OK);
    }
}
