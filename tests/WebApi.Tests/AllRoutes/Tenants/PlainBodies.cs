using System.Text.Json.Nodes;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Bodies for the routes outside JSON:API.</summary>
internal static class PlainBodies
{
    public static JsonNode For(string route, Tenant tenant) =>
        route switch
        {
            "/auth/session" or "/v1/auth/login" or "/v1/auth/fresh-login" => new JsonObject
            {
                ["email"] = $"owner-{tenant.Marker}@example.org",
                ["password"] = "wrong password",
            },
            "/v1/users/{key}/erasure" => new JsonObject { ["password"] = "wrong password" },
            "/v1/auth/verify-password" => new JsonObject { ["password"] = "correct horse" },
            "/v1/auth/change-password" => new JsonObject
            {
                ["data"] = new JsonObject { ["old-password"] = "wrong password", ["new-password"] = "another horse" },
            },
            "/v1/orders/create-order" or "/v1/orders/calculate-amount" => new JsonObject
            {
                ["tickets"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = int.Parse(
                            tenant.RowIds.GetValueOrDefault("ticket", "1"),
                            System.Globalization.CultureInfo.InvariantCulture
                        ),
                        ["quantity"] = 1,
                    }
                ),
            },
            "/v1/stations/{key}/scans" => new JsonObject
            {
                ["scans"] = new JsonArray(
                    new JsonObject { ["id"] = "7c9e6679-7425-40de-944b-e07fc1f90ae7", ["code"] = tenant.RowIds["guest-code"] }
                ),
            },
            "/v1/export/user-check-in/csv" => new JsonObject
            {
                ["event_id"] = tenant.EventId,
                ["type"] = "registration",
                ["date"] = "2026-05-23",
            },
            "/v1/events/{key}/virtual/check-in" => new JsonObject { ["is_check_in"] = true, ["check_in_type"] = "event" },
            "/v1/upload/image" => new JsonObject
            {
                ["data"] =
                    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
                    + "DwAChwGA60e6kgAAAABJRU5ErkJggg==",
            },
            "/v1/events/{key}/export/sessions/csv" or "/v1/events/{key}/export/speakers/csv" => new JsonObject { ["status"] = "accepted" },
            "/v1/admin/export/sales/csv" or "/v1/admin/export/sales/pdf" => new JsonObject { ["status"] = "live" },
            "/v1/attendees/send-receipt" => new JsonObject
            {
                ["order-identifier"] = tenant.RowIds.GetValueOrDefault("order-identifier", "none"),
            },
            "/v1/lab/devices/{name}/functions" => new JsonObject { ["function"] = "get_voltage('CH1')" },
            "/v1/events/{key}/reorder-speakers" => new JsonArray(
                new JsonObject { ["speaker"] = tenant.RowIds.GetValueOrDefault("speaker", "1"), ["order"] = 1 }
            ),
            "/v1/events/{key}/reorder-exhibitors" => new JsonArray(
                new JsonObject { ["exhibitor"] = tenant.RowIds.GetValueOrDefault("exhibitor", "1"), ["position"] = 1 }
            ),
            "/v1/orders/{key}/charge" => new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["type"] = "charge",
                    ["attributes"] = new JsonObject { ["stripe"] = null },
                },
            },
            _ => new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["email"] = "nobody@example.org",
                    ["token"] = "none",
                    ["password"] = "another horse",
                    ["order"] = tenant.RowIds.GetValueOrDefault("order-identifier", "none"),
                    ["user"] = "nobody@example.org",
                },
                ["email"] = "nobody@example.org",
            },
        };
}
