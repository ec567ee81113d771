using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Writes the examples and lessons of this version into the table of scripts. The server runs it at startup; several servers may run it at
/// the same time. Lessons that a version does not have any more stay, with the results of their readers.
/// </summary>
public sealed record WriteLessons : ICommand<Unit>
{
    /// <summary>The key of the advisory lock under which the rows are written.</summary>
    private const long AdvisoryLockKey = 0x0E_1E55;

    internal sealed class Handler(IData data, IAuthorization authorization, LessonCatalogue lessons, TimeProvider clock)
        : IRequestHandler<WriteLessons, Unit>
    {
        public async Task<Unit> Handle(WriteLessons command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            await data.ExecuteSqlAsync(DirectWrites.LockFirstRows, $"SELECT pg_advisory_xact_lock({AdvisoryLockKey})", ct);
            var rows = await data.Set<LabScript>().Where(s => s.Slug != null).ToDictionaryAsync(s => s.Slug!, ct);
            foreach (var lesson in lessons.All)
            {
                if (!rows.TryGetValue(lesson.Slug, out var row))
                {
                    row = new LabScript { Slug = lesson.Slug, Revision = 0 };
                    grant.Create(row);
                    data.Set<LabScript>().Add(row);
                }
                if (Apply(lesson, row))
                    Touch(grant, row);
            }
            return Unit.Value;
        }

        private void Touch(Grant grant, LabScript row)
        {
            row.UpdatedAt = clock.GetUtcNow();
            row.Revision++;
            grant.Change(
                row,
                nameof(LabScript.AnswerFormat),
                nameof(LabScript.Circuit),
                nameof(LabScript.Code),
                nameof(LabScript.Description),
                nameof(LabScript.Kind),
                nameof(LabScript.LessonText),
                nameof(LabScript.Position),
                nameof(LabScript.Revision),
                nameof(LabScript.Task),
                nameof(LabScript.Title),
                nameof(LabScript.UpdatedAt)
            );
        }

        /// <returns>Whether the row was different.</returns>
        private static bool Apply(Lesson lesson, LabScript row)
        {
            var former = (row.Title, row.Description, row.Code, row.Kind, row.Circuit, row.LessonText, row.Task, row.Position);
            var format = lesson.Answer?.ToFormat();
            // The column is jsonb, which changes spaces and the order of members, so the texts are not compared.
            var hasSameFormat = JsonNode.DeepEquals(row.AnswerFormat is { } stored ? JsonNode.Parse(stored) : null, format);
            (row.Title, row.Description, row.Code, row.Kind) = (lesson.Title, lesson.Description, lesson.Code, lesson.Kind);
            (row.Circuit, row.LessonText, row.Task, row.Position) = (lesson.Circuit, lesson.Text, lesson.Task, lesson.Position);
            var current = (row.Title, row.Description, row.Code, row.Kind, row.Circuit, row.LessonText, row.Task, row.Position);
            if (row.Revision > 0 && former == current && hasSameFormat)
                return false;
            row.AnswerFormat = format?.ToJsonString();
            return true;
        }
    }
}
