using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Adds what belongs to the tenant's owner in the lab: a script with a version, a run, an answer and a class.</summary>
internal static class TenantLab
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var (owner, marker) = (tenant.Clients["owner"], tenant.Marker);
        var script =
            tenant.RowIds["lab-script"] =
            tenant.RowIds["shared-script"] =
                (
                    await owner.PostAsync(
                        "/v1/lab/scripts",
                        JsonApiDocument.Of("lab-script", null, SampleAttributes.For("lab-script", marker))
                    )
                )
                    .EnsureStatus(System.Net.HttpStatusCode.Created)
                    .Id();
        tenant.RowIds["lab-script-version"] = await server.SqlIdAsync($"SELECT id FROM lab_script_versions WHERE script_id = {script}");
        tenant.RowIds["share-code"] = await server.SqlAsync<string>($"SELECT share_code FROM lab_scripts WHERE id = {script}");
        tenant.RowIds["lab-run"] = await server.SqlIdAsync(
            $"""
            INSERT INTO lab_runs (user_id, script_id, title, code, code_version, device, device_kind, status, is_stop_requested, created_at,
                started_at, ended_at, error)
            VALUES ({owner.UserId}, {script}, 'Blink {marker}', 'print("{marker}")', 1, 'main', 'virtual', 'failed', false, now(), now(),
                now(), json_build_object('message', '{marker}')::jsonb)
            RETURNING id
            """
        );
        await server.SqlAsync($"INSERT INTO lab_run_outputs VALUES ({tenant.RowIds["lab-run"]}, '[]')");
        tenant.RowIds["lab-answer"] = await server.SqlIdAsync(
            $"""
            INSERT INTO lab_answers (user_id, script_id, answer, is_correct, created_at)
            VALUES ({owner.UserId}, {script}, '{marker}', false, now()) RETURNING id
            """
        );
        tenant.RowIds["lab-class"] = (
            await owner.PostAsync("/v1/lab/classes", JsonApiDocument.Of("lab-class", null, SampleAttributes.For("lab-class", marker)))
        )
            .EnsureStatus(System.Net.HttpStatusCode.Created)
            .Id();
        var student = await server.RegisterUserAsync(email: $"student-{marker}@example.org");
        tenant.RowIds["lab-class-member"] = await server.SqlIdAsync(
            $"""
            INSERT INTO lab_class_members (class_id, user_id, role, created_at)
            VALUES ({tenant.RowIds["lab-class"]}, {student.UserId}, 'Student', now()) RETURNING id
            """
        );
    }
}
