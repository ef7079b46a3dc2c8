import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Agent } from '../api.ts';

/** What the API says about a picture. */
type Pictured = Pick<Agent, 'name' | 'profile_photo_url' | 'profile_photo_config'>;

interface PictureProps {
  of: Pictured;
  size?: 'small' | 'medium' | 'large';
}

/** Shows a photo, or the emoji that the record prefers to one. Without both it shows the first letter. */
export function Picture({
  of: { name, profile_photo_url, profile_photo_config },
  size = 'medium',
}: PictureProps): JSX.Element {
  const [isBroken, setIsBroken] = useState(false);
  const { emoji, background_color, preference } = profile_photo_config ?? {};
  const isPhoto = profile_photo_url !== null && !isBroken && (preference !== 'emoji' || !emoji);
  if (isPhoto)
    return <img class={`picture ${size}`} src={profile_photo_url} alt="" onError={() => setIsBroken(true)} />;
  return (
    <span class={`picture ${size}`} style={{ '--tint': background_color ?? undefined }} aria-hidden="true">
      {emoji ?? name.charAt(0)}
    </span>
  );
}

/** Shows the photo of a person. */
export function Portrait({ name, url }: { name: string; url: string }): JSX.Element {
  return <Picture of={{ name, profile_photo_url: url, profile_photo_config: null }} size="small" />;
}
