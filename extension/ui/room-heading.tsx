import { useEffect, useRef } from 'preact/hooks';

/** A room's title; it takes the focus of the button that led here, so that a keyboard goes on from the room's start. */
export function RoomHeading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 class="card-title" ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
