using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Changes the settings of the platform, and encrypts the secrets among them.</summary>
/// <param name="Row">Tracked and locked, with its secrets if an admin asks.</param>
internal sealed record UpdateSettings(Setting Row, Changes<Setting> Changes) : ICommand<Setting>
{
    internal sealed class Handler(IAuthorization authorization, SettingSecrets secrets, SettingDefaults defaults)
        : IRequestHandler<UpdateSettings, Setting>
    {
        private static readonly SettingPolicy Policy = new();

        public async Task<Setting> Handle(UpdateSettings command, CancellationToken ct)
        {
            var row = command.Row;
            var changes = await defaults.WithoutDefaultsAsync(row, command.Changes, ct);
            var grant = authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            changes.ApplyTo(row);
            if (changes.ContainsAny([.. Setting.SecretMembers]))
            {
                grant.Change(row, nameof(Setting.EncryptedSecrets));
                await secrets.EncryptAsync(row, ct);
            }

            return row;
        }
    }
}
