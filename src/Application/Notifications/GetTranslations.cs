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
        private string WriteCatalogue(string? language) => GettextCatalogue.Write(language, GetTexts());

        private IEnumerable<(string Comment, string Text)> GetTexts()
        {
            foreach (var kind in EmailKind.All)
            {
                var (subject, text) = renderer.GetTemplate(kind.Type);
                yield return (kind.Action, subject);
                yield return (kind.Action, text);
            }
        }
    }
}
