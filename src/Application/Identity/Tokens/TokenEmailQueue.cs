using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Queues e-mails with a secret link. The link is encrypted in the outbox.</summary>
internal sealed class TokenEmailQueue(IFrontend frontend, ISecrets secrets, IOutbox outbox)
{
    /// <param name="template">See <see cref="TokenEmailTemplate"/>.</param>
    /// <param name="key">Identifies the e-mail among those of the template, e.g. the hash of the token.</param>
    /// <param name="to">The e-mail address.</param>
    /// <param name="path">The path of the link at the frontend, with the token.</param>
    /// <param name="values">The values of the template.</param>
    public async Task AddAsync(
        string template,
        string key,
        string to,
        string path,
        IReadOnlyDictionary<string, string?> values,
        CancellationToken ct
    ) => await AddLinkAsync(template, key, to, await frontend.LinkAsync(path, ct), values, ct);

    /// <inheritdoc cref="AddAsync" />
    /// <param name="link">The whole link, with the token.</param>
    public async Task AddLinkAsync(
        string template,
        string key,
        string to,
        string link,
        IReadOnlyDictionary<string, string?> values,
        CancellationToken ct
    )
    {
        var encrypted = await secrets.EncryptAsync(OutgoingTokenEmail.EncryptionPurpose, link, ct);
        outbox.Add(OutgoingTokenEmail.Kind, $"{template} {key}", new OutgoingTokenEmail(template, to, values, encrypted));
    }
}
