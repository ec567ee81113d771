using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Encrypts the secrets of the settings for the database, as one text, and decrypts them for admins. No other code reads the column, and
/// the values are never logged.
/// </summary>
internal sealed class SettingSecrets(ISecrets secrets, ILogger<SettingSecrets> log)
{
    private const string Purpose = "platform settings";

    private static readonly PropertyInfo[] Properties = [.. Setting.SecretMembers.Select(name => typeof(Setting).GetProperty(name)!)];

    /// <summary>Stores the secrets of the row in its encrypted text.</summary>
    public async Task EncryptAsync(Setting row, CancellationToken ct)
    {
        var values = Properties
            .Select(p => (p.Name, Value: (string?)p.GetValue(row)))
            .Where(p => !string.IsNullOrEmpty(p.Value))
            .ToDictionary(p => p.Name, p => p.Value);
        row.EncryptedSecrets = values.Count == 0 ? null : await secrets.EncryptAsync(Purpose, JsonSerializer.Serialize(values), ct);
    }

    /// <summary>Sets the secrets of the row from its encrypted text.</summary>
    public async Task DecryptAsync(Setting row, CancellationToken ct)
    {
        if (row.EncryptedSecrets is not { } encrypted)
            return;
        if (await secrets.DecryptAsync(Purpose, encrypted, ct) is not { } text)
        {
            log.LogError("The secrets in the settings cannot be decrypted: Auth:Secret has changed. Enter them again at /v1/settings");
            return;
        }

        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        foreach (var property in Properties)
            property.SetValue(row, values.GetValueOrDefault(property.Name));
    }
}
