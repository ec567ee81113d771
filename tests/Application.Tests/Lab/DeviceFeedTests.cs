using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>What a viewer gets of the streams of a device.</summary>
public sealed class DeviceFeedTests
{
    [TestCase(true, ExpectedResult = 0)]
    [TestCase(false, ExpectedResult = 1, Description = "a control")]
    public async Task<int> A_viewer_gets_no_frame_after_the_end_of_a_stream(bool hasEnded)
    {
        var (feed, viewer, source) = (new DeviceFeed(), new LiveMessageBuffer(), new object());
        feed.Add(viewer);
        feed.Publish(source, Encoding.UTF8.GetBytes("frame"));
        if (hasEnded)
            feed.End(source);
        viewer.Complete();
        var frames = 0;
        await foreach (var message in viewer.ReadAsync(CancellationToken.None))
            frames += message.IsFrame ? 1 : 0;
        return frames;
    }
}
