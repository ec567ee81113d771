using System.Diagnostics;
using NUnit.Framework;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>Rendering many tickets needs no more memory than rendering a few.</summary>
[NonParallelizable]
public sealed class TicketBatchTests
{
    [Test]
    public void Thousands_of_tickets_are_rendered_in_constant_memory()
    {
        var renderer = new PdfRenderer();
        var summit = SampleDocuments.Event("FOSSASIA Summit 峰会 मुंबई");
        long Render(int from, int count)
        {
            var bytes = 0L;
            for (var i = from; i < from + count; i++)
                bytes += renderer
                    .RenderTicket(SampleDocuments.Ticket(summit, first: $"Guest {i}") with { AttendeeIdentifier = $"{i:x16}" })
                    .Length;
            return bytes;
        }

        Render(0, 300);
        var (heap, resident) = Measure();
        var written = Render(300, 3_000);
        var (heapAfter, residentAfter) = Measure();
        TestContext.Out.WriteLine(
            $"3,000 tickets, {written / 1_000_000} MB of PDF: "
                + $"managed heap {heap / 1024} KB before, {heapAfter / 1024} KB after; "
                + $"resident {resident / 1_048_576} MB before, {residentAfter / 1_048_576} MB after"
        );
        Assert.That(heapAfter - heap, Is.LessThan(2_400_000), "managed heap");
        Assert.That(residentAfter - resident, Is.LessThan(60_000_000), "resident memory, with HarfBuzz and Skia");
    }

    private static (long Heap, long Resident) Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var self = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64);
    }
}
