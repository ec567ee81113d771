using MediatR;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// What a session's speakers are written in each state, with <c>{event_name}</c> and the like where the letter has values: written as the letters are, by the same
/// template. Open to anyone: there is nothing of anybody's in it.
/// </summary>
internal sealed record DescribeSessionMails : IRequest<IReadOnlyDictionary<SessionState, DescribeSessionMails.Words>>
{
    /// <param name="Message">Its lines with <c>&lt;br/&gt;</c> between them, as the web client shows them for editing.</param>
    internal sealed record Words(string Subject, string Message);

    internal sealed class Handler(ILetterWriter writer, TimeProvider clock)
        : IRequestHandler<DescribeSessionMails, IReadOnlyDictionary<SessionState, Words>>
    {
        public Task<IReadOnlyDictionary<SessionState, Words>> Handle(DescribeSessionMails query, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<SessionState, Words>>(Enum.GetValues<SessionState>().ToDictionary(state => state, WordsOf));

        private Words WordsOf(SessionState state)
        {
            var letter = new SessionStateChange(
                "{speaker_name}",
                "{event_name}",
                "{session_name}",
                SessionTransitions.Word(state),
                "{my_sessions_link}"
            );
            var text = writer.Write(letter, clock.GetUtcNow());
            return new Words(text.Subject, text.Text.Trim().Replace("\n", "<br/>", StringComparison.Ordinal));
        }
    }
}
