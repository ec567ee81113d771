using System.Net;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Classes, their teachers and what they share.</summary>
[TestFixture]
public sealed class ClassesTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await OpenEventServer.StartAsync(StubDevice.Register(new StubDevice("main")));

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase("is removed")]
    [TestCase("leaves")]
    [TestCase("becomes a student")]
    public async Task A_class_does_not_share_the_scripts_of_a_former_teacher(string how)
    {
        var (creator, teacher) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var group = await CreateClassAsync(creator);
        var member = await JoinAsync(teacher, group);
        (await SetRoleAsync(creator, member, "teacher")).EnsureStatus(HttpStatusCode.OK);
        var (kept, taken) = (await creator.CreateScriptAsync("1"), await teacher.CreateScriptAsync("2"));
        foreach (var (user, script) in new[] { (creator, kept), (teacher, taken) })
            (
                await user.PostAsync(
                    $"/v1/lab/classes/{group.Id()}/relationships/scripts",
                    new { data = new[] { new { type = "lab-script", id = script } } }
                )
            ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await FindScriptsAsync(group), Is.EquivalentTo([long.Parse(kept), long.Parse(taken)]), "a control");
        var ended = how switch
        {
            "is removed" => await creator.DeleteAsync($"/v1/lab/class-members/{member}"),
            "leaves" => await teacher.DeleteAsync($"/v1/lab/class-members/{member}"),
            _ => await SetRoleAsync(creator, member, "student"),
        };
        ended.EnsureStatus(HttpStatusCode.OK);
        Assert.That(await FindScriptsAsync(group), Is.EqualTo([long.Parse(kept)]));
    }

    [Test]
    public async Task A_script_is_not_added_by_a_teacher_whose_role_ends_at_the_same_time()
    {
        var (creator, teacher) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var group = await CreateClassAsync(creator);
        var member = await JoinAsync(teacher, group);
        (await SetRoleAsync(creator, member, "teacher")).EnsureStatus(HttpStatusCode.OK);
        var links = new { data = new[] { new { type = "lab-script", id = await teacher.CreateScriptAsync("1") } } };
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"SELECT 1 FROM lab_classes WHERE id = {group.Id()} FOR UPDATE");
        var adding = teacher.PostAsync($"/v1/lab/classes/{group.Id()}/relationships/scripts", links);
        await Eventually.IsTrueAsync("the request waits for the class", () =>
            _server.SqlAsync<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%lab_classes%')"
            )
        );
        await ExecuteAsync(connection, $"UPDATE lab_class_members SET role = 'Student' WHERE id = {member}");
        await transaction.CommitAsync();
        (await adding).EnsureStatus(HttpStatusCode.Conflict);
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM lab_class_scripts WHERE class_id = {group.Id()}"), Is.Zero);
    }

    [Test]
    public async Task Teachers_see_whose_a_membership_is_and_students_see_their_own()
    {
        var (creator, student, other) = (
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync()
        );
        var group = await CreateClassAsync(creator);
        await JoinAsync(student, group);
        await JoinAsync(other, group);
        var url = $"/v1/lab/classes/{group.Id()}/members";
        Assert.That(await FindUsersAsync(creator, url), Is.EquivalentTo([creator.UserId, student.UserId, other.UserId]));
        Assert.That(await FindUsersAsync(student, url), Is.EquivalentTo([student.UserId]));
    }

    [Test]
    public async Task Teachers_do_not_see_the_answers_of_other_teachers()
    {
        var (creator, teacher) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var group = await CreateClassAsync(creator);
        var member = await JoinAsync(teacher, group);
        await _server.SqlAsync(
            $"""
            INSERT INTO lab_answers (user_id, script_id, answer, is_correct, created_at)
            SELECT {teacher.UserId}, id, '1', true, now() FROM lab_scripts WHERE kind = 'Lesson' LIMIT 1
            """
        );
        Assert.That((await creator.GetAsync("/v1/lab/answers")).Data.GetArrayLength(), Is.EqualTo(1), "of a student");
        await SetRoleAsync(creator, member, "teacher");
        Assert.That((await creator.GetAsync("/v1/lab/answers")).Data.GetArrayLength(), Is.Zero);
    }

    [TestCase("/v1/users/{0}?include=lab-scripts")]
    [TestCase("/v1/users/{0}?include=lab_scripts")]
    [TestCase("/v1/users/{0}?include=lab%2Dscripts")]
    [TestCase("/v1/users/{0}/lab-scripts")]
    [TestCase("/v1/users/{0}/relationships/lab-scripts")]
    public async Task Routes_outside_of_the_lab_that_lead_there_know_the_classes_of_the_user(string route)
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync("1");
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, route, user.UserId);
        Assert.That((await user.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text, Does.Contain($"\"{script}\""));
    }

    [Test]
    public async Task The_codes_of_a_user_are_limited_with_their_versions()
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync("1");
        await _server.SqlAsync(
            $"""
            INSERT INTO lab_script_versions (script_id, number, code, created_at)
            SELECT {script}, -n, repeat('x', 100000), now() FROM generate_series(1, 200) n
            """
        );
        (await UpdateAsync("2")).EnsureStatus(HttpStatusCode.Conflict);
        var created = await user.PostAsync("/v1/lab/scripts", JsonApiDocument.Of("lab-script", null, new { title = "t", code = "3" }));
        Assert.That(created.Detail, Does.Contain("which is the limit"));
        await _server.SqlAsync($"DELETE FROM lab_script_versions WHERE script_id = {script} AND number = -1");
        (await UpdateAsync("2")).EnsureStatus(HttpStatusCode.OK);

        Task<ApiResponse> UpdateAsync(string code) =>
            user.PatchAsync($"/v1/lab/scripts/{script}", JsonApiDocument.Of("lab-script", script, new { code }));
    }

    [TestCase("UPDATE users SET is_blocked = true WHERE id = {0}")]
    [TestCase("UPDATE users SET deleted_at = now() WHERE id = {0}")]
    public async Task A_link_to_a_script_ends_with_the_account_of_its_owner(string sql)
    {
        var (owner, reader) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var script = await owner.CreateScriptAsync("1");
        var shared = await owner.PatchAsync(
            $"/v1/lab/scripts/{script}",
            JsonApiDocument.Of("lab-script", script, new { is_shared = true })
        );
        var code = shared.Data.GetProperty("attributes").GetProperty("share-code").GetString();
        (await reader.GetAsync($"/v1/lab/shared-scripts/{code}")).EnsureStatus(HttpStatusCode.OK);
        await _server.SqlAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, owner.UserId));
        (await reader.GetAsync($"/v1/lab/shared-scripts/{code}")).EnsureStatus(HttpStatusCode.NotFound);
        (await reader.PostAsync($"/v1/lab/shared-scripts/{code}/fork", new { })).EnsureStatus(HttpStatusCode.NotFound);
    }

    private static async Task<List<long>> FindUsersAsync(ApiClient user, string url) =>
        [
            .. (await user.GetAsync(url))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(m => m.GetProperty("attributes"))
                .Where(attributes => attributes.TryGetProperty("user-id", out _))
                .Select(attributes => attributes.GetProperty("user-id").GetInt64()),
        ];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<ApiResponse> CreateClassAsync(ApiClient user) =>
        (await user.PostAsync("/v1/lab/classes", JsonApiDocument.Of("lab-class", null, new { name = "10b" }))).EnsureStatus(
            HttpStatusCode.Created
        );

    private static async Task<string> JoinAsync(ApiClient user, ApiResponse group)
    {
        var code = group.Data.GetProperty("attributes").GetProperty("join-code").GetString();
        return (await user.PostAsync("/v1/lab/classes/join", new { code })).EnsureStatus(HttpStatusCode.Created).Id();
    }

    private static Task<ApiResponse> SetRoleAsync(ApiClient user, string member, string role) =>
        user.PatchAsync($"/v1/lab/class-members/{member}", JsonApiDocument.Of("lab-class-member", member, new { role }));

    private Task<long[]> FindScriptsAsync(ApiResponse group) =>
        _server.SqlAsync<long[]>($"SELECT array_agg(script_id ORDER BY script_id) FROM lab_class_scripts WHERE class_id = {group.Id()}");
}
