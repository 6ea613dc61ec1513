namespace BackpropCrossCheck.Tests.Checking;

/// <summary>A clock that advances by an eighth of a second at every look.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => 8;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks);
}
