namespace BackpropCrossCheck.Tests.Checking;

/// <summary>A clock that goes on by an eighth of a second whenever it is looked at.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => 8;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks);
}
