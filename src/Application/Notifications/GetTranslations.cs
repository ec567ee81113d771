using System.Text;
using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// The subjects and texts of the server's e-mails for translators, as gettext catalogues
/// (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html). The frontend has its own catalogues. Text in double braces is not
/// translated.
/// </summary>
internal sealed record GetTranslations : IRequest<IReadOnlyDictionary<string, string>>
{
    internal sealed class Handler(IAuthorization authorization, IEmailRenderer renderer)
        : IRequestHandler<GetTranslations, IReadOnlyDictionary<string, string>>
    {
        /// <returns>The catalogues by their path in the archive.</returns>
        public Task<IReadOnlyDictionary<string, string>> Handle(GetTranslations request, CancellationToken ct)
        {
            authorization.RequireStaff();
            return Task.FromResult<IReadOnlyDictionary<string, string>>(
                new Dictionary<string, string>
                {
                    ["translations/messages.pot"] = WriteCatalogue(language: null),
                    ["translations/en/LC_MESSAGES/messages.po"] = WriteCatalogue("en"),
                }
            );
        }

        /// <param name="language">The language of the texts; null leaves the translations empty, as in a template.</param>
        private string WriteCatalogue(string? language)
        {
            var catalogue = new StringBuilder("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n");
            if (language is not null)
                catalogue.Append("\"Language: ").Append(language).Append("\\n\"\n");
            HashSet<string> known = [];
            foreach (var kind in EmailKind.All)
            {
                var (subject, text) = renderer.GetTemplate(kind.Type);
                foreach (var message in new[] { subject, text }.Where(m => m.Length > 0 && known.Add(m)))
                {
                    var translation = language is null ? "" : message;
                    catalogue.Append(
                        string.Join('\n', "", $"#. {kind.Action}", $"msgid {Quote(message)}", $"msgstr {Quote(translation)}", "")
                    );
                }
            }

            return catalogue.ToString();
        }

        private static string Quote(string text)
        {
            var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            return escaped.Contains('\n', StringComparison.Ordinal)
                ? "\"\"\n\"" + escaped.Replace("\n", "\\n\"\n\"", StringComparison.Ordinal) + "\""
                : $"\"{escaped}\"";
        }
    }
}
